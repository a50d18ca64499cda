namespace Emulator.Engine.Passes;

/// <summary>When a pass flushes what it touched.</summary>
public enum FlushDiscipline
{
    /// <summary>Once after the walk of a VMA, no page-table lock held: <c>apply_as</c>, mprotect.</summary>
    Batched,

    /// <summary>After each entry, under the page-table lock: <c>page_mkclean</c>.</summary>
    PerPte,

    /// <summary>After each table's lock is released.</summary>
    PerTable,

    /// <summary>For each table, just before its lock is released: <c>zap_pte_range</c>, and architectures whose changes
    /// queue their flush.</summary>
    BeforeUnlock,

    /// <summary>Never: for showing what is lost.</summary>
    None,
}

/// <summary>What an architecture makes of a discipline.</summary>
internal static class FlushDisciplines
{
    /// <summary>When flushes happen, whatever was asked, where a change brings its flush along.</summary>
    public static FlushDiscipline On(this FlushDiscipline asked, FlushReach reach) => reach switch
    {
        FlushReach.Synchronous => FlushDiscipline.PerPte,
        FlushReach.BeforeUnlock => FlushDiscipline.BeforeUnlock,
        _ => asked,
    };
}
