namespace Emulator.Plugins.LoongArch;

/// <summary>Linux 5.19 to 6.1-rc6: dirty is MODIFIED alone, and <c>pte_mkdirty</c> and <c>pte_mkwrite</c> set D whatever else
/// stands there.</summary>
public readonly struct LoongArchR9Pte : ILoongArchPte
{
    private const ulong W1 = 1UL << LoongArchPte.Write, D1 = 1UL << LoongArchPte.D, M1 = 1UL << LoongArchPte.SwModified;

    // As it shipped: D stands where either helper was.
    static W IPteFormat.WellFormed<W>(W pte) =>
        (pte.Bit(LoongArchPte.D) & (pte.Bit(LoongArchPte.Write) | pte.Bit(LoongArchPte.SwModified)).Not()).Not()
        & LoongArchPte.ProtNoneIsClosed(pte);

    static W IPteFormat.Dirty<W>(W pte) => pte.Bit(LoongArchPte.SwModified);

    static W IPteFormat.WriteProtect<W>(W pte) => pte.Clear(W1 | D1);

    static W IPteFormat.MakeDirty<W>(W pte) => pte.Set(D1 | M1);

    static W IPteFormat.MakeWritable<W>(W pte) => pte.Set(W1 | D1);

    static W IPteFormat.Modify<W>(W pte, W protection) => Modified(pte, protection);

    static W IPteFormat.MakeProtNone<W>(W pte) =>
        LoongArchPte.Present(pte).Choose(Modified(pte, LoongArchPte.MakeProtNone(W.Of(1UL << LoongArchPte.P))), pte);

    private static W Modified<W>(W pte, W protection) where W : struct, IWord<W> =>
        pte.Only(LoongArchPte.Kept) | protection.Clear(LoongArchPte.Kept);
}
