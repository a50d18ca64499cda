namespace Emulator.Plugins.Arm64;

/// <summary>R4: write-protecting forgets that hardware had set dirty. Linux 4.3 to 5.9.</summary>
public readonly struct Arm64R4Pte : IArm64Pte
{
    static W IPteFormat.WriteProtect<W>(W pte) => pte.Clear(1UL << Arm64Pte.Dbm).Set(1UL << Arm64Pte.RdOnly);
}

/// <summary>R5 (a): <c>ptep_set_access_flags</c> is a plain store of what was read before. Linux 4.3 to 4.5.</summary>
public readonly struct Arm64R5aPte : IArm64Pte
{
    static PteHelpers IPteFormat.NotAtomic => PteHelpers.SetAccessFlags;

    static W IPteFormat.Merge<W>(W now, W wanted) => wanted;
}

/// <summary>R5 (b): <c>ptep_set_access_flags</c> sets read-only again where what is wanted is clean. Linux 4.6 to 4.12.</summary>
public readonly struct Arm64R5bPte : IArm64Pte
{
    private const ulong Granted = 1UL << Arm64Pte.Af | 1UL << Arm64Pte.Dbm | 1UL << Arm64Pte.SwDirty;

    static W IPteFormat.Merge<W>(W now, W wanted) => (now.Clear(1UL << Arm64Pte.RdOnly) | wanted.Only(Granted))
        | (wanted.Bit(Arm64Pte.Dbm) & wanted.Bit(Arm64Pte.SwDirty)).Not().At(Arm64Pte.RdOnly);
}

/// <summary>R7: granting writing makes a clean page dirty. Linux before 6.18.</summary>
public readonly struct Arm64R7Pte : IArm64Pte
{
    static W IPteFormat.MakeWritable<W>(W pte) => pte.Set(1UL << Arm64Pte.Dbm).Clear(1UL << Arm64Pte.RdOnly);
}

/// <summary>Hardware dirty state, but for how it is written.</summary>
public interface IArm64DbmTracking : IDirtyTracking
{
    static Outcome<W> IDirtyTracking.Walk<W>(W pte, Access access) => Arm64DbmTracking.Walk(pte, access);

    static Outcome<W> IDirtyTracking.Commit<W>(W now, Access access) => Arm64DbmTracking.Commit(now, access);

    static W IDirtyTracking.Suffices<W>(W cached, Access access) => Arm64DbmTracking.Suffices(cached, access);

    static W IDirtyTracking.Handled<W>(W pte, Access access) => pte;
}

/// <summary>It is written without a second look: what it read is stored over what stands there by then.</summary>
public readonly struct Arm64TornTracking : IArm64DbmTracking
{
    static DirtyUpdate IDirtyTracking.Update => DirtyUpdate.ReadThenWrite;
}

/// <summary>It may still be written in an entry that is no longer valid; the store faults.</summary>
public readonly struct Arm64StrayTracking : IArm64DbmTracking
{
    static DirtyUpdate IDirtyTracking.Update => DirtyUpdate.Stray;
}

/// <summary>It is written after the store has gone through.</summary>
public readonly struct Arm64LateTracking : IArm64DbmTracking
{
    static DirtyUpdate IDirtyTracking.Update => DirtyUpdate.Late;
}

/// <summary>As of Linux 5.9.</summary>
public sealed class Arm64R4() : Architecture<Arm64R4Pte, Arm64DbmTracking, Arm64Tlb>("arm64-r4")
{
    /// <inheritdoc/>
    public override string History => "pte_wrprotect() forgets hardware's dirtiness; Linux 4.3 to 5.9, fixed by ff1712f953e2 in 5.10";
}

/// <summary>As of Linux 4.5.</summary>
public sealed class Arm64R5a() : Architecture<Arm64R5aPte, Arm64DbmTracking, Arm64Tlb>("arm64-r5a")
{
    /// <inheritdoc/>
    public override string History => "ptep_set_access_flags() stores over hardware's update; Linux 4.3 to 4.5, fixed by 66dbd6e61a52 in 2016";
}

/// <summary>As of Linux 4.12.</summary>
public sealed class Arm64R5b() : Architecture<Arm64R5bPte, Arm64DbmTracking, Arm64Tlb>("arm64-r5b")
{
    /// <inheritdoc/>
    public override string History => "ptep_set_access_flags() merges read-only the wrong way; from 66dbd6e61a52 in 2016, fixed by 6d332747fa5f in 2017";
}

/// <summary>As of Linux 6.17.</summary>
public sealed class Arm64R7() : Architecture<Arm64R7Pte, Arm64DbmTracking, Arm64Tlb>("arm64-r7")
{
    /// <inheritdoc/>
    public override string History => "pte_mkwrite() makes clean pages dirty; before Linux 6.18, fixed by 143937ca51cc";
}

/// <summary>Cortex-A55, erratum 1024718.</summary>
public sealed class Arm64R35A55() : Architecture<Arm64Pte, Arm64TornTracking, Arm64Tlb>("arm64-r35-a55")
{
    /// <inheritdoc/>
    public override string History => "Cortex-A55 erratum 1024718: hardware stores dirty over a change of DBM or AP[2]; Linux leaves DBM off there";
}

/// <summary>AmpereOne, erratum AC03_CPU_38.</summary>
public sealed class Arm64R35AmpereOne() : Architecture<Arm64Pte, Arm64StrayTracking, Arm64Tlb>("arm64-r35-ampereone")
{
    /// <inheritdoc/>
    public override string History => "AmpereOne erratum AC03_CPU_38: hardware updates an entry that was made invalid; Linux leaves hardware updates off there";
}

/// <summary>Cortex-A510, erratum 2051678.</summary>
public sealed class Arm64R35A510() : Architecture<Arm64Pte, Arm64LateTracking, Arm64Tlb>("arm64-r35-a510")
{
    /// <inheritdoc/>
    public override string History => "Cortex-A510 erratum 2051678: hardware's dirty update isn't ordered with the store; Linux leaves DBM off there";
}
