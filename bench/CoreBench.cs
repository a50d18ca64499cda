using System.Diagnostics;
using Emulator.Engine.Cpu;
using Emulator.Engine.Memory;

namespace Emulator.Bench;

/// <summary>Stores that hit the TLB, and the memory of mapped pages.</summary>
internal sealed class CoreBench(string name) : ArchitectureVisitor<bool>
{
    private const ulong First = 0x10000;
    private const int Stores = 20_000_000;

    public override bool Visit<TPte, TDirty, TTlb>()
    {
        using var space = new AddressSpace<TPte>([new Vma(new(First), 0, 64, VmFlags.None)]);
        for (ulong i = 0; i < 64; i++)
            space.Tables.Set(new(First + i), TPte.MakeWritable(TPte.Leaf(new Pte(i))));
        var core = new Core<TPte, TDirty, TTlb>(space, new(64, 4));
        Row.Rate($"stores that hit, runs of 8, {name}", Best(core, n => First + (ulong)(n >> 3 & 31)), 100);
        var random = new Random(1);
        var pages = Enumerable.Range(0, 4096).Select(_ => First + (ulong)random.Next(32)).ToArray();
        Row.Rate($"stores that hit, random pages, {name}", Best(core, n => pages[n & 4095]), 100);
        return true;
    }

    // Million stores a CPU second.
    private static double Best<TPte, TDirty, TTlb>(Core<TPte, TDirty, TTlb> core, Func<int, ulong> pageOf)
        where TPte : struct, IPteFormat
        where TDirty : struct, IDirtyTracking
        where TTlb : struct, ITlbModel
    {
        var order = Enumerable.Range(0, 4096).Select(n => new Vpn(pageOf(n))).ToArray();
        var best = 0.0;
        for (var round = 0; round < 8; round++)
        {
            var start = Process.GetCurrentProcess().TotalProcessorTime;
            Store(core, order);
            best = Math.Max(best, Stores / (Process.GetCurrentProcess().TotalProcessorTime - start).TotalSeconds / 1e6);
        }
        return best;
    }

    private static void Store<TPte, TDirty, TTlb>(Core<TPte, TDirty, TTlb> core, Vpn[] order)
        where TPte : struct, IPteFormat
        where TDirty : struct, IDirtyTracking
        where TTlb : struct, ITlbModel
    {
        for (var done = 0; done < Stores; done += order.Length)
            foreach (var page in order)
                core.Access(page, new Access(AccessKind.Write));
    }
}

/// <summary>What a million mapped pages take.</summary>
internal sealed class MemoryBench(string name) : ArchitectureVisitor<bool>
{
    private const ulong Pages = 1 << 20;

    public override bool Visit<TPte, TDirty, TTlb>()
    {
        var before = Resident();
        using var space = new AddressSpace<TPte>([new Vma(new(0), 0, Pages, VmFlags.None)]);
        for (ulong i = 0; i < Pages; i++)
            space.Tables.Set(new(i), TPte.Leaf(new Pte(i)));
        Row.Memory($"a million mapped pages, {name}", (Resident() - before) / 1e6, 100);
        return true;
    }

    private static long Resident()
    {
        GC.Collect();
        using var self = Process.GetCurrentProcess();
        return self.WorkingSet64;
    }
}
