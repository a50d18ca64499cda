namespace Emulator;

/// <summary>How an invalidation reaches the other cores.</summary>
public enum FlushReach
{
    /// <summary>An instruction drops the own entries; the others are interrupted. x86, RISC-V, LoongArch,
    /// MIPS.</summary>
    Interrupt,

    /// <summary>An instruction reaches every core; it is complete when the issuing core has waited for it. Arm,
    /// POWER.</summary>
    Broadcast,

    /// <summary>The invalidation is one with the change of the entry. s390's IPTE.</summary>
    Synchronous,

    /// <summary>A change of an entry under its page-table lock queues its invalidation, which every core has made
    /// before the lock is dropped; a change without the lock is followed by it at once. What is asked for later
    /// (<c>flush_tlb_range</c>) finds nothing to do. sparc64, POWER's hash MMU.</summary>
    BeforeUnlock,
}
