namespace Emulator.Engine.Passes;

/// <summary>What a pass does next.</summary>
internal enum PassStage
{
    /// <summary>Takes the page-table lock of the next table.</summary>
    Lock,

    /// <summary>Tests, starts and commits entries.</summary>
    Entries,

    /// <summary>Flushes the entry just changed, under the lock.</summary>
    FlushEntry,

    /// <summary>Releases the page-table lock.</summary>
    Unlock,

    /// <summary>Flushes what was touched in the table, before or after its lock is released.</summary>
    FlushTable,

    /// <summary>The table is done; after the last one, what is owed is the caller's to flush.</summary>
    Done,
}

/// <summary>The order of a pass' steps in one table: lock, entries, unlock, and where the flush stands among them. The
/// only place that knows it, for bulk runs and the explorer.</summary>
internal static class TableOrder
{
    /// <summary>What comes after a stage.</summary>
    /// <param name="stage">What was just done.</param>
    /// <param name="discipline">When to flush.</param>
    /// <param name="owes">Whether something was changed since the last flush.</param>
    /// <param name="more">Whether the table has more entries in the range.</param>
    public static PassStage After(PassStage stage, FlushDiscipline discipline, bool owes, bool more) => stage switch
    {
        PassStage.Lock => PassStage.Entries,
        PassStage.Entries when discipline == FlushDiscipline.PerPte && owes => PassStage.FlushEntry,
        PassStage.Entries or PassStage.FlushEntry when more => PassStage.Entries,
        PassStage.Entries when discipline == FlushDiscipline.BeforeUnlock && owes => PassStage.FlushTable,
        PassStage.Entries or PassStage.FlushEntry => PassStage.Unlock,
        PassStage.FlushTable when discipline == FlushDiscipline.BeforeUnlock => PassStage.Unlock,
        PassStage.Unlock when discipline == FlushDiscipline.PerTable && owes => PassStage.FlushTable,
        _ => PassStage.Done,
    };
}
