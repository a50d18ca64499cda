namespace Emulator.Engine.Passes;

/// <summary>A step of a pass over one VMA.</summary>
internal enum PassStep
{
    /// <summary>Says that a flush is pending. Linux: <c>inc_tlb_flush_pending</c>.</summary>
    Begin,

    /// <summary>Walks the tables, each by <see cref="TableOrder"/>.</summary>
    Tables,

    /// <summary>Asks whether another pass is under way: then the whole range is owed. Linux:
    /// <c>mm_tlb_flush_nested</c>.</summary>
    AskNested,

    /// <summary>Flushes what is owed.</summary>
    FlushOwed,

    /// <summary>Says that none is pending any more.</summary>
    End,

    /// <summary>The pass is over.</summary>
    Over,
}

/// <summary>The order of a pass' steps around its tables. The only place that knows it, for bulk runs and the
/// explorer.</summary>
internal static class PassOrder
{
    /// <summary>What comes after a step.</summary>
    /// <param name="step">What was just done.</param>
    /// <param name="discipline">When to flush.</param>
    /// <param name="asMerged">Whether it goes by the merged code's rules.</param>
    public static PassStep After(PassStep step, FlushDiscipline discipline, bool asMerged) => step switch
    {
        PassStep.Begin => PassStep.Tables,
        PassStep.Tables when discipline is FlushDiscipline.None or FlushDiscipline.BeforeUnlock => PassStep.End,
        PassStep.Tables when asMerged => PassStep.AskNested,
        PassStep.Tables or PassStep.AskNested => PassStep.FlushOwed,
        PassStep.FlushOwed => PassStep.End,
        _ => PassStep.Over,
    };
}
