using static Emulator.Plugins.LoongArch.LoongArchBits;

namespace Emulator.Plugins.LoongArch;

/// <summary>Linux 5.19 to 6.1-rc6: dirty is MODIFIED alone, and <c>pte_mkdirty</c> and <c>pte_mkwrite</c> set D
/// whatever else stands there.</summary>
public readonly struct LoongArchR9Pte : ILoongArchPte<LoongArchR9Pte>
{
    private const ulong W1 = 1UL << Write, D1 = 1UL << D, M1 = 1UL << SwModified;

    // As it shipped: D stands where either helper was.
    static W IPteFormat.WellFormed<W>(W pte) =>
        (pte.Bit(D) & (pte.Bit(Write) | pte.Bit(SwModified)).Not()).Not()
        & ILoongArchPte<LoongArchR9Pte>.ProtNoneIsClosed(pte);

    static W IPteFormat.Dirty<W>(W pte) => pte.Bit(SwModified);

    static W IPteFormat.WriteProtect<W>(W pte) => pte.Clear(W1 | D1);

    static W IPteFormat.MakeDirty<W>(W pte) => pte.Set(D1 | M1);

    static W IPteFormat.MakeWritable<W>(W pte) => pte.Set(W1 | D1);

    static W IPteFormat.Modify<W>(W pte, W protection) => pte.Only(Kept) | protection.Clear(Kept);
}
