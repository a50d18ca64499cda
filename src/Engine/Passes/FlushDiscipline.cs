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

    /// <summary>Never: for showing what is lost.</summary>
    None,
}
