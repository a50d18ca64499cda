using System.Runtime.CompilerServices;

namespace Emulator.Plugins.RiscV;

/// <summary>What a leaf lets user and supervisor do, whoever keeps A and D. RISC-V privileged ISA, "Virtual address
/// translation process", steps 3 to 8, and "Supervisor status register": SUM=1, MXR=0. Upper levels grant
/// everything.</summary>
internal static class RiscVPermissions
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static W Allowed<W>(W pte, Access access) where W : struct, IWord<W>
    {
        var reached = access.User ? Valid(pte) & pte.Bit(Sv39.U) : Valid(pte);
        return access.Kind switch
        {
            AccessKind.Write => reached & pte.Bit(Sv39.W),
            AccessKind.Execute => reached & pte.Bit(Sv39.X) & (access.User ? W.Of(1) : pte.Bit(Sv39.U).Not()),
            _ => reached & pte.Bit(Sv39.R),
        };
    }

    // Choice: Svpbmt is there, of which memory type 3 is reserved; Svnapot isn't, as a frame would hold the size of its
    // range too.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static W Valid<W>(W pte) where W : struct, IWord<W> =>
        pte.Bit(Sv39.V) & (pte.Bit(Sv39.R) | pte.Bit(Sv39.W).Not())
        & W.IsZero(pte.Only(Sv39.Reserved)) & (pte.Bit(Sv39.Pbmt) & pte.Bit(Sv39.Pbmt + 1)).Not();
}
