namespace Emulator.Engine.Tests;

/// <summary>The shipped architectures, as rows of data.</summary>
internal static class Architectures
{
    public static readonly IReadOnlyList<Architecture> All =
    [
        new Plugins.X86.X86(), new Plugins.Arm64.Arm64Dbm(), new Plugins.Arm64.Arm64Af(), new Plugins.Arm64.Arm64Sw(), new Plugins.SoftDirty.SoftDirty(),
        new Plugins.LoongArch.LoongArch(), new Plugins.LoongArch.LoongArchPtw(), new Plugins.Mips.Mips(), new Plugins.PowerPc.PpcRadix(),
    ];

    public static Architecture Named(string name) => All.Single(a => a.Name == name);
}
