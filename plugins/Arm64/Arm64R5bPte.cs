using static Emulator.Plugins.Arm64.Arm64Bits;

namespace Emulator.Plugins.Arm64;

/// <summary>R5 (b): <c>ptep_set_access_flags</c> sets read-only again where what is wanted is clean. Linux 4.6 to
/// 4.12.</summary>
public readonly struct Arm64R5bPte : IArm64Pte<Arm64R5bPte>
{
    static W IPteFormat.Merge<W>(W now, W wanted) => (now.Clear(1UL << RdOnly) | wanted.Only(Granted))
        | (wanted.Bit(Dbm) & wanted.Bit(SwDirty)).Not().At(RdOnly);
}
