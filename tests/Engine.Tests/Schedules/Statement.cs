using Emulator.Engine.Passes;

namespace Emulator.Engine.Tests.Schedules;

/// <summary>A statement of a small scenario: its text, and what it means to a real core.</summary>
/// <param name="Text">As the scenario spells it.</param>
internal abstract record Statement(string Text)
{
    protected static string Range(int first, int last) => first == last
        ? SmallScenario.NameOf(first)
        : $"{SmallScenario.NameOf(first)}..{SmallScenario.NameOf(last)}";
}

/// <summary>A load or a store of one of some pages.</summary>
internal sealed record AccessTo(IReadOnlyList<int> Pages, bool IsStore)
    : Statement($"{(IsStore ? "store" : "load")} {string.Join('|', Pages.Select(SmallScenario.NameOf))}");

/// <summary>A pass over neighbouring pages of one VMA.</summary>
internal sealed record PassOver(bool Clean, int First, int Last, FlushDiscipline Discipline, bool AsMerged)
    : Statement($"{(Clean ? "apply_as_clean" : "apply_as_wrprotect")}({Range(First, Last)}, "
        + $"flush = {Said(Discipline)}, rules = {(AsMerged ? "as_merged" : "as_posted")})")
{
    private static string Said(FlushDiscipline discipline) => discipline switch
    {
        FlushDiscipline.Batched => "batched",
        FlushDiscipline.PerPte => "per_pte",
        FlushDiscipline.PerTable => "per_table",
        FlushDiscipline.BeforeUnlock => "before_unlock",
        _ => "none",
    };
}

/// <summary>A flush of neighbouring pages, sent and waited for.</summary>
internal sealed record Flush(int First, int Last) : Statement($"flush_tlb_range({Range(First, Last)})");

/// <summary>A flush of all pages.</summary>
internal sealed record FlushAll() : Statement("flush_tlb_mm()");

/// <summary>The first half of a flush.</summary>
internal sealed record FlushIssue(int First, int Last) : Statement($"flush_tlb_issue({Range(First, Last)})");

/// <summary>The second half.</summary>
internal sealed record FlushComplete() : Statement("flush_tlb_complete()");

/// <summary>A flush of the own core alone.</summary>
internal sealed record FlushLocal(int Page) : Statement($"flush_tlb_local({SmallScenario.NameOf(Page)})");

/// <summary>The tail of a write fault, for whatever stands there.</summary>
internal sealed record MakeWritable(int Page) : Statement($"make_writable({SmallScenario.NameOf(Page)})");

/// <summary>The driver's lock is taken, or released.</summary>
internal sealed record DriverLock(bool Takes) : Statement($"{(Takes ? "lock" : "unlock")} address_space");
