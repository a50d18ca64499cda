namespace Emulator.Plugins.X86;

/// <summary>x86-64 entries with shadow stacks: read-only and dirty is a page that shadow-stack stores go to. Intel SDM vol. 3A, 4.6;
/// Linux 6.6, <c>pte_shstk</c>.</summary>
public readonly struct X86ShadowStackPte : IX86Pte
{
    static W IPteFormat.WellFormed<W>(W pte) => pte.Bit(X86Pte.SwSavedDirty).Not() | (pte.Bit(X86Pte.RW).Not() & pte.Bit(X86Pte.D).Not());

    static W IPteFormat.Writable<W>(W pte) => pte.Bit(X86Pte.RW) | IsShadowStack(pte);

    internal static W IsShadowStack<W>(W pte) where W : struct, IWord<W> => pte.Bit(X86Pte.RW).Not() & pte.Bit(X86Pte.D);
}

/// <summary>As <see cref="X86Dirty"/>; a store to a shadow-stack page is one that the processor makes by itself, as by CALL.</summary>
public readonly struct X86ShadowStackDirty : IDirtyTracking
{
    /// <inheritdoc/>
    public static DirtyUpdate Update => DirtyUpdate.Atomic;

    /// <inheritdoc/>
    public static Outcome<W> Walk<W>(W pte, Access access) where W : struct, IWord<W>
    {
        var plain = X86Dirty.Walk(Stored(pte, access), access);
        return new(plain.Fault, (plain.Entry & W.Of(~(1UL << X86Pte.RW))) | pte.Only(1UL << X86Pte.RW));
    }

    /// <inheritdoc/>
    public static Outcome<W> Commit<W>(W now, Access access) where W : struct, IWord<W> => Walk(now, access);

    /// <inheritdoc/>
    public static W Suffices<W>(W cached, Access access) where W : struct, IWord<W> => X86Dirty.Suffices(Stored(cached, access), access);

    /// <inheritdoc/>
    public static W Handled<W>(W pte, Access access) where W : struct, IWord<W> => pte;

    // To a store of its kind, a shadow-stack page is as good as writable.
    private static W Stored<W>(W pte, Access access) where W : struct, IWord<W> =>
        access.IsWrite ? pte | X86ShadowStackPte.IsShadowStack(pte).At(X86Pte.RW) : pte;
}

/// <summary>x86-64 with user shadow stacks: CET, Linux 6.6 and later.</summary>
public sealed class X86Shstk() : Architecture<X86ShadowStackPte, X86ShadowStackDirty, X86Tlb>("x86-shstk")
{
    /// <inheritdoc/>
    public override IReadOnlyList<LawExemption> Exemptions =>
    [
        new("L3", "a shadow-stack page is writable by being dirty: cleaning it makes it read-only"),
        new("L4", "pte_mkdirty() of a shadow-stack page makes it read-only and dirty; pte_mkwrite_shstk() follows"),
    ];
}
