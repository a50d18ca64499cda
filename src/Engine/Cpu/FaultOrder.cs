namespace Emulator.Engine.Cpu;

/// <summary>A step of handling a fault.</summary>
internal enum FaultStep
{
    /// <summary>A trap handler that takes no lock tries first.</summary>
    Trap,

    /// <summary>Takes the page-table lock.</summary>
    Lock,

    /// <summary>Drops the own translation, decides, and releases the lock.</summary>
    Decide,

    /// <summary>mkwrite: takes the driver's lock.</summary>
    LockDriver,

    /// <summary>mkwrite: records the page.</summary>
    Record,

    /// <summary>Takes the page-table lock again.</summary>
    LockAgain,

    /// <summary>Makes the entry writable if it is what the fault saw, drops the own translation, and releases the
    /// lock.</summary>
    MakeWritable,

    /// <summary>Releases the driver's lock.</summary>
    UnlockDriver,

    /// <summary>The access begins again.</summary>
    Again,

    /// <summary>The access is given up.</summary>
    GivenUp,
}

/// <summary>The order of a fault's steps. The only place that knows it, for cores and for the explorer. Linux:
/// <c>handle_pte_fault</c>, then <c>do_wp_page</c> with the driver's <c>page_mkwrite</c> before
/// <c>wp_page_reuse</c>.</summary>
internal static class FaultOrder
{
    /// <summary>What a fault begins with.</summary>
    public static FaultStep First(bool trapTakesLock) => trapTakesLock ? FaultStep.Lock : FaultStep.Trap;

    /// <summary>What comes after a step.</summary>
    /// <param name="step">What was just done.</param>
    /// <param name="decision">What it came to, where it decides.</param>
    public static FaultStep After(FaultStep step, FaultDecision decision) => step switch
    {
        FaultStep.Trap => decision == FaultDecision.Spurious ? FaultStep.Lock : FaultStep.Again,
        FaultStep.Lock => FaultStep.Decide,
        FaultStep.Decide when decision == FaultDecision.Absent => FaultStep.GivenUp,
        FaultStep.Decide when decision == FaultDecision.MkWrite => FaultStep.LockDriver,
        FaultStep.LockDriver => FaultStep.Record,
        FaultStep.Record => FaultStep.LockAgain,
        FaultStep.LockAgain => FaultStep.MakeWritable,
        FaultStep.MakeWritable => FaultStep.UnlockDriver,
        _ => FaultStep.Again,
    };
}
