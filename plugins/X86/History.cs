namespace Emulator.Plugins.X86;

/// <summary>R1: <c>pmd_modify</c> forgets hardware's dirty bit. Linux 6.6 to 7.3-rc3.</summary>
public readonly struct X86R1Pte : IX86Pte
{
    static PteFeatures IPteFormat.Features => X86Pte.Features | PteFeatures.ModifyHuge;

    // What is kept lacks D: _HPAGE_CHG_MASK.
    static W IPteFormat.ModifyHuge<W>(W entry, W protection) => X86Pte.Modify(entry.Clear(1UL << X86Pte.D), protection);
}

/// <summary>R17: an empty slot is one that is all zero. Linux before 4.8.</summary>
public readonly struct X86R17Pte : IX86Pte
{
    static W IPteFormat.None<W>(W pte) => W.IsZero(pte);
}

/// <summary>Hardware dirty state, but for how it is written.</summary>
public interface IX86DirtyTracking : IDirtyTracking
{
    static Outcome<W> IDirtyTracking.Walk<W>(W pte, Access access) => X86Dirty.Walk(pte, access);

    static Outcome<W> IDirtyTracking.Commit<W>(W now, Access access) => X86Dirty.Commit(now, access);

    static W IDirtyTracking.Suffices<W>(W cached, Access access) => X86Dirty.Suffices(cached, access);

    static W IDirtyTracking.Handled<W>(W pte, Access access) => pte;
}

/// <summary>Xeon Phi x200: A and D may be set in an entry that is no longer present; the store faults.</summary>
public readonly struct X86StrayDirty : IX86DirtyTracking
{
    static DirtyUpdate IDirtyTracking.Update => DirtyUpdate.Stray;
}

/// <summary>What nobody has built: hardware that sets D without another look at the entry, and lets the store through.</summary>
public readonly struct X86BlindDirty : IX86DirtyTracking
{
    static DirtyUpdate IDirtyTracking.Update => DirtyUpdate.Blind;
}

/// <summary>As of Linux 7.2.</summary>
public sealed class X86R1() : Architecture<X86R1Pte, X86Dirty, X86Tlb>("x86-r1")
{
    /// <inheritdoc/>
    public override string History => "pmd_modify() drops hardware's dirty bit; Linux 6.6 to 7.3-rc3, fixed by f7491d7c81db";
}

/// <summary>Knights Landing, as of Linux 4.7.</summary>
public sealed class X86R17() : Architecture<X86R17Pte, X86StrayDirty, X86Tlb>("x86-r17")
{
    /// <inheritdoc/>
    public override string History => "Knights Landing sets A and D in an empty slot, and pte_none() doesn't ignore them; before Linux 4.8";
}

/// <summary>Knights Landing, as of Linux 4.8 and later: the defect is still there, and empty slots are told by what is left without A and D.</summary>
public sealed class X86Knl() : Architecture<X86Pte, X86StrayDirty, X86Tlb>("x86-knl")
{
    /// <inheritdoc/>
    public override string History => "Knights Landing sets A and D in an empty slot; pte_none() has ignored them since Linux 4.8 (e4a84be6f05e)";
}

/// <summary>What was asked in 2001: does hardware that sets D later look at the entry again? This one doesn't.</summary>
public sealed class X86Blind() : Architecture<X86Pte, X86BlindDirty, X86Tlb>("x86-blind")
{
    /// <inheritdoc/>
    public override string History => "no processor that was sold: hardware that sets D without another look at the entry, as feared in 2001 (R34)";
}
