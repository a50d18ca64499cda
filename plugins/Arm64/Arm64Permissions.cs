using System.Runtime.CompilerServices;
using static Emulator.Plugins.Arm64.Arm64Bits;

namespace Emulator.Plugins.Arm64;

/// <summary>What a valid descriptor lets EL0 and EL1 do, whoever keeps AF and dirtiness. Arm ARM D8.4 (direct
/// permissions): PAN=0, WXN=0, no permission indirection; upper levels grant everything.</summary>
internal static class Arm64Permissions
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static W Allowed<W>(W pte, Access access, W storable) where W : struct, IWord<W>
    {
        var valid = pte.Bit(Valid) & pte.Bit(Type1);
        var reached = access.User ? valid & pte.Bit(User) : valid;
        return access.Kind switch
        {
            AccessKind.Write => reached & storable,
            AccessKind.Execute => valid & Executable(pte, access.User),
            _ => reached,
        };
    }

    // Direct stores: hardware clears AP[2] first where DBM lets it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static W Storable<W>(W pte) where W : struct, IWord<W> => pte.Bit(RdOnly).Not();

    // EL1 never executes what EL0 can write.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static W Executable<W>(W pte, bool user) where W : struct, IWord<W> => user
        ? pte.Bit(Uxn).Not()
        : pte.Bit(Pxn).Not() & (pte.Bit(User) & Storable(pte)).Not();
}
