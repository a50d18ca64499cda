namespace Emulator;

/// <summary>Who records a write in the entry, and when.</summary>
/// <remarks>Members are pure formulas over a word (<see cref="IWord{W}"/>). They may branch on the access, never on the
/// word.</remarks>
public interface IDirtyTracking
{
    /// <summary>How hardware sets dirty.</summary>
    static abstract DirtyUpdate Update { get; }

    /// <summary>Whether the handler of an access to an old page, or of a store to a clean one, takes the page-table
    /// lock. False for MIPS' and LoongArch's TLB traps; what they can't do goes on to the full fault, which
    /// does.</summary>
    static virtual bool TrapTakesLock => true;

    /// <summary>Whether a fault on this access is final: nobody handles it, and the access is given up. A device's DMA
    /// through an IOMMU without page requests.</summary>
    static virtual bool FaultIsFinal(Access access) => false;

    /// <summary>The walker's decision on the leaf that it read.</summary>
    static abstract Outcome<W> Walk<W>(W pte, Access access) where W : struct, IWord<W>;

    /// <summary>The decision of the walker's locked update on what it finds then.</summary>
    static abstract Outcome<W> Commit<W>(W now, Access access) where W : struct, IWord<W>;

    /// <summary>Whether the copy in the TLB serves the access without a look at memory.</summary>
    static abstract W Suffices<W>(W cached, Access access) where W : struct, IWord<W>;

    /// <summary>What the fault handler leaves where software must set young or dirty; the entry as it is where it
    /// needn't. Only asked for entries that software lets be accessed so; granting writing is the engine's.</summary>
    static abstract W Handled<W>(W pte, Access access) where W : struct, IWord<W>;
}
