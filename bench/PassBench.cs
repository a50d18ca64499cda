using Emulator.Engine.Cpu;
using Emulator.Engine.Memory;
using Emulator.Engine.Passes;

namespace Emulator.Bench;

/// <summary>The clean pass over 2^16 pages against C on the very same tables.</summary>
/// <param name="name">The architecture's name.</param>
/// <param name="format">Which of the peer's formats: x86, arm64-dbm, or x86-32 with entries of 4 bytes.</param>
internal sealed unsafe class PassBench(string name, int format) : ArchitectureVisitor<bool>
{
    private const ulong Pages = 1 << 16, First = 0x10000;

    public override bool Visit<TPte, TDirty, TTlb>()
    {
        using var space = new AddressSpace<TPte>(
            [new Vma(new(First), 0, Pages, VmFlags.Shared | VmFlags.Write | VmFlags.Io)]);
        var clean = TPte.MakeWritable(TPte.Leaf(new Pte(0x1000)));
        var dirty = TPte.MakeDirty(clean);
        for (ulong i = 0; i < Pages; i++)
            space.Tables.Set(new(First + i), clean);
        var apply = new ApplyAs<TPte>(space, new DirectShootdown([]), ApplyRules.AsPosted, FlushDiscipline.Batched);
        var record = new DirtyBitmap(0, Pages);
        _entries = (ulong)TPte.Geometry.Entries(0);
        var tables = stackalloc ulong*[(int)(Pages / _entries)];
        for (ulong t = 0; t < Pages / _entries; t++)
            tables[t] = (ulong*)space.Tables.Slot(new(First + t * _entries)).Address;
        var bitmap = new ulong[Pages / 64];
        fixed (ulong* bits = bitmap)
        {
            var (at, to) = ((nint)tables, (nint)bits);
            void Ours() => Expect(apply.Clean(PgoffRange.All, record).Changed);
            void Wide() => Native(at, to, wide: true);
            void Kernel() => Native(at, to, wide: false);
            void Fill() => Set(at, dirty.Value);
            _changes = 0;
            Row.Print($"clean scan, {name}", $"{Peer.WideName} C", "ns/PTE", Timing.Compare(() => { }, Ours, Wide, 200),
                Pages, 1.25);
            Row.Print($"clean scan, {name}", "kernel-shaped C", "ns/PTE", Timing.Compare(() => { }, Ours, Kernel, 20),
                Pages, 0.1);
            _changes = Pages;
            Row.Print($"full clean, {name}", $"{Peer.WideName} C, same atomics", "ns/PTE",
                Timing.Compare(Fill, Ours, Wide, 4), Pages, 1.25);
        }
        return true;
    }

    private ulong _changes, _entries;

    private void Expect(ulong changed)
    {
        if (changed != _changes)
            throw new InvalidOperationException($"{changed} entries changed, {_changes} expected");
    }

    private void Native(nint tables, nint bits, bool wide)
    {
        var pass = new Peer.Pass { Start = ulong.MaxValue, Bitmap = (ulong*)bits };
        if (wide)
            Peer.WideClean(format, (ulong**)tables, Pages / _entries, ref pass);
        else
            Peer.KernelClean(format, (ulong**)tables, Pages / _entries, ref pass);
        Expect(pass.Total);
    }

    private void Set(nint tables, ulong word)
    {
        for (ulong t = 0; t < Pages / _entries; t++)
            if (format == 2)
                new Span<uint>(((ulong**)tables)[t], (int)_entries).Fill((uint)word);
            else
                new Span<ulong>(((ulong**)tables)[t], (int)_entries).Fill(word);
    }
}
