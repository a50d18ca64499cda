using System.Runtime.CompilerServices;
using static Emulator.Plugins.LoongArch.LoongArchBits;

namespace Emulator.Plugins.LoongArch;

/// <summary>What an entry lets PLV3 and PLV0 do. LoongArch Reference Manual vol. 1, 5.4: with RPLV the level itself,
/// without it that level and those more privileged.</summary>
internal static class LoongArchPermissions
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static W Allowed<W>(W pte, Access access, W valid, W storable) where W : struct, IWord<W>
    {
        var reached = valid & (access.User ? pte.Bit(Plv) & pte.Bit(Plv + 1) : Kernel(pte));
        return access.Kind switch
        {
            AccessKind.Write => reached & storable,
            AccessKind.Execute => reached & pte.Bit(NX).Not(),
            _ => reached & pte.Bit(NR).Not(),
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static W Kernel<W>(W pte) where W : struct, IWord<W> =>
        (pte.Bit(RPlv) & (pte.Bit(Plv) | pte.Bit(Plv + 1))).Not();
}
