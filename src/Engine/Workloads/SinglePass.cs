using Emulator.Engine.Cpu;
using Emulator.Engine.Memory;
using Emulator.Engine.Passes;

namespace Emulator.Engine.Workloads;

/// <summary>One <c>apply_as</c> call over one VMA, spelled out.</summary>
/// <param name="Ptes">The entries of the VMA's pages.</param>
/// <param name="VmPgoff">The page offset of the first one.</param>
/// <param name="FirstIndex">The first page offset asked for.</param>
/// <param name="Nr">How many are asked for.</param>
/// <param name="Flags">What the VMA was mapped with.</param>
public sealed record SinglePassCall(IReadOnlyList<Pte> Ptes, ulong VmPgoff, ulong FirstIndex, ulong Nr, VmFlags Flags)
{
    /// <summary>The page offsets asked for that the VMA maps.</summary>
    public PgoffRange Clipped => new PgoffRange(VmPgoff, VmPgoff + (ulong)Ptes.Count).Intersect(new(FirstIndex, FirstIndex + Nr));
}

/// <summary>What a single call did.</summary>
/// <param name="Ptes">The entries afterwards.</param>
/// <param name="Result">What <see cref="ApplyAs{TPte}"/> gave back.</param>
/// <param name="Recorded">The page offsets recorded.</param>
public sealed record SinglePassOutcome(IReadOnlyList<Pte> Ptes, PassResult Result, IReadOnlyList<ulong> Recorded);

/// <summary>Makes single <c>apply_as</c> calls, each on an address space of its own.</summary>
public sealed class SinglePass(bool clean, ApplyRules rules, FlushDiscipline discipline, Action<string> warn)
{
    /// <summary>Whether the rules let the pass walk a VMA with these flags.</summary>
    public bool Walks(VmFlags flags) => rules.Judge(flags) == VmaVerdict.Walk;

    /// <summary>Makes a call on an architecture.</summary>
    public SinglePassOutcome Make(Architecture architecture, SinglePassCall call) => architecture.Accept(new Caller(this, call));

    private SinglePassOutcome Make<TPte>(SinglePassCall call) where TPte : struct, IPteFormat
    {
        var vma = new Vma(new(0x1000), call.VmPgoff, (ulong)call.Ptes.Count, call.Flags);
        using var space = new AddressSpace<TPte>([vma]);
        for (var i = 0; i < call.Ptes.Count; i++)
            space.Tables.Set(vma.Start + (ulong)i, call.Ptes[i]);
        // The caller knows its page offset; where the VMA was put is this method's invention.
        var apply = new ApplyAs<TPte>(space, new DirectShootdown([]), rules, discipline,
            message => warn(message.Replace($"at page 0x{vma.Start.Value:x}", $"at page offset {call.VmPgoff}", StringComparison.Ordinal)));
        var range = new PgoffRange(call.FirstIndex, call.FirstIndex + call.Nr);
        var record = new DirtyBitmap(call.Clipped.IsEmpty ? 0 : call.Clipped.Start, call.Clipped.Length);
        var result = clean ? apply.Clean(range, record) : apply.WriteProtect(range);
        return new([.. call.Ptes.Select((_, i) => space.Tables.Get(vma.Start + (ulong)i))], result, [.. record.Pages()]);
    }

    private sealed class Caller(SinglePass pass, SinglePassCall call) : ArchitectureVisitor<SinglePassOutcome>
    {
        public override SinglePassOutcome Visit<TPte, TDirty, TTlb>() => pass.Make<TPte>(call);
    }
}
