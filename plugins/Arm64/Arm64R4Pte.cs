using static Emulator.Plugins.Arm64.Arm64Bits;

namespace Emulator.Plugins.Arm64;

/// <summary>R4: write-protecting forgets that hardware had set dirty. Linux 4.3 to 5.9.</summary>
public readonly struct Arm64R4Pte : IArm64Pte<Arm64R4Pte>
{
    static W IPteFormat.WriteProtect<W>(W pte) => pte.Clear(1UL << Dbm).Set(1UL << RdOnly);
}
