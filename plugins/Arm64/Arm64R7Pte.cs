using static Emulator.Plugins.Arm64.Arm64Bits;

namespace Emulator.Plugins.Arm64;

/// <summary>R7: granting writing makes a clean page dirty. Linux before 6.18.</summary>
public readonly struct Arm64R7Pte : IArm64Pte<Arm64R7Pte>
{
    static W IPteFormat.MakeWritable<W>(W pte) => pte.Set(1UL << Dbm).Clear(1UL << RdOnly);
}
