using Emulator.Engine.Memory;
using Emulator.Engine.Passes;

namespace Emulator.Engine.Workloads;

/// <summary>Makes single <c>apply_as</c> calls, each on an address space of its own.</summary>
public sealed class SinglePass(bool clean, ApplyRules rules, FlushDiscipline discipline, Action<string> warn)
{
    private const ulong FirstPage = 0x1000;

    /// <summary>Whether the rules let the pass walk a VMA with these flags.</summary>
    public bool Walks(VmFlags flags) => rules.Judge(flags) == VmaVerdict.Walk;

    /// <summary>From the first to the last page offset that a clean pass may record.</summary>
    public PgoffRange Recordable(SinglePassCall call)
    {
        var pages = call.Vmas.Where(v => Walks(v.Flags)).Select(v => v.Offsets.Intersect(call.Range))
            .Where(o => !o.IsEmpty).ToList();
        return pages.Count == 0 ? default : new(pages.Min(o => o.Start), pages.Max(o => o.End));
    }

    /// <summary>Makes a call on an architecture.</summary>
    public SinglePassOutcome Make(Architecture architecture, SinglePassCall call) =>
        architecture.Accept(new Caller(this, call));

    private SinglePassOutcome Make<TPte>(SinglePassCall call) where TPte : struct, IPteFormat
    {
        var vmas = Placed(call.Vmas);
        using var space = new AddressSpace<TPte>(vmas);
        foreach (var (given, vma) in call.Vmas.Zip(vmas))
            for (var i = 0; i < given.Ptes.Count; i++)
                space.Tables.Set(vma.Start + (ulong)i, given.Ptes[i]);
        var flushes = new Flushed(vmas);
        var apply = new ApplyAs<TPte>(space, flushes, rules, discipline, message => warn(InOffsets(message, vmas)));
        var recordable = clean ? Recordable(call) : default;
        var record = new DirtyBitmap(recordable.Start, recordable.Length);
        var result = clean ? apply.Clean(call.Range, record) : apply.WriteProtect(call.Range);
        IReadOnlyList<Pte> Now(Vma vma) =>
            [.. Enumerable.Range(0, (int)vma.Length).Select(i => space.Tables.Get(vma.Start + (ulong)i))];
        return new([.. vmas.Select(Now)], result, [.. record.Pages()], flushes.All);
    }

    // One behind the other, a page apart.
    private static List<Vma> Placed(IReadOnlyList<SinglePassVma> given)
    {
        var (vmas, next) = (new List<Vma>(), FirstPage);
        foreach (var vma in given)
        {
            vmas.Add(new(new(next), vma.VmPgoff, (ulong)vma.Ptes.Count, vma.Flags));
            next += (ulong)vma.Ptes.Count + 1;
        }
        return vmas;
    }

    // The caller knows its page offsets; where a VMA was put is this method's invention.
    private static string InOffsets(string message, List<Vma> vmas) =>
        vmas.Aggregate(message, (m, vma) => m.Replace(
            $"at page 0x{vma.Start.Value:x}", $"at page offset {vma.Pgoff}", StringComparison.Ordinal));

    /// <summary>Notes flushes; there is no core to be flushed.</summary>
    private sealed class Flushed(List<Vma> vmas) : ITlbShootdown
    {
        public List<(int, PgoffRange)> All { get; } = [];

        public void Flush(VpnRange pages)
        {
            var vma = vmas.FindIndex(v => v.Pages.Contains(pages.Start));
            All.Add((vma, new(vmas[vma].ToPgoff(pages.Start), vmas[vma].ToPgoff(pages.End))));
        }

        public void FlushAll() => throw new InvalidOperationException("an apply_as call flushes ranges");
    }

    private sealed class Caller(SinglePass pass, SinglePassCall call) : ArchitectureVisitor<SinglePassOutcome>
    {
        public override SinglePassOutcome Visit<TPte, TDirty, TTlb>() => pass.Make<TPte>(call);
    }
}
