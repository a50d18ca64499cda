namespace Emulator.Engine.Events;

/// <summary>By whose hand.</summary>
internal enum By
{
    /// <summary>A word or a statement of kernel code.</summary>
    Kernel,

    /// <summary>A pass of the engine: apply_as_clean, apply_as_wrprotect.</summary>
    Pass,

    /// <summary>The page-fault handler, under the page-table lock.</summary>
    Handler,

    /// <summary>A write fault's mkwrite.</summary>
    MkWrite,

    /// <summary>A trap handler that takes no lock.</summary>
    Trap,

    /// <summary>A core's own page-table walker.</summary>
    Hardware,
}
