namespace Emulator.Engine.Workloads;

/// <summary>How dirty pages are found between two passes.</summary>
public enum TrackingRound
{
    /// <summary><c>apply_as_clean</c>: pages are writable; the pass records and cleans dirty entries.</summary>
    Clean,

    /// <summary>
    /// <c>apply_as_wrprotect</c>: pages are read-only; <c>mkwrite</c> records, the pass write-protects again.
    /// </summary>
    WriteProtect,

    /// <summary>Linux' soft-dirty: the pass reads and clears the soft-dirty bit, and write-protects.</summary>
    SoftDirty,
}
