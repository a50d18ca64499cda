using static Emulator.Plugins.LoongArch.LoongArchBits;

namespace Emulator.Plugins.LoongArch;

/// <summary>Linux 6.5 to 7.0: <c>pte_wrprotect</c> takes D away, and with it the dirtiness that the hardware walker
/// left there alone.</summary>
public readonly struct LoongArchR2Pte : ILoongArchPte<LoongArchR2Pte>
{
    static W IPteFormat.WriteProtect<W>(W pte) => pte.Clear(1UL << Write | 1UL << D);
}
