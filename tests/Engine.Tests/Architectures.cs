namespace Emulator.Engine.Tests;

/// <summary>The shipped architectures, as rows of data.</summary>
internal static class Architectures
{
    /// <summary>Those of today whose entries say dirty, and whose flushes are asked for or one with the
    /// change.</summary>
    public static readonly IReadOnlyList<Architecture> All =
    [
        new Plugins.X86.X86(), new Plugins.Arm64.Arm64Dbm(), new Plugins.Arm64.Arm64Af(), new Plugins.Arm64.Arm64Sw(),
        new Plugins.SoftDirty.SoftDirty(), new Plugins.RiscV.RiscVSvadu(), new Plugins.RiscV.RiscVSvade(),
        new Plugins.RiscV.RiscVR3(), new Plugins.S390.S390(), new Plugins.LoongArch.LoongArch(),
        new Plugins.LoongArch.LoongArchPtw(), new Plugins.Mips.Mips(), new Plugins.PowerPc.PpcRadix(),
        new Plugins.X8632.X8632(), new Plugins.Alpha.Alpha(), new Plugins.Ept.EptAd(),
    ];

    /// <summary>One whose changes queue their flush, and one whose entries never say dirty.</summary>
    public static readonly IReadOnlyList<Architecture> Apart =
        [new Plugins.Sparc64.Sparc64(), new Plugins.Ept.EptNoAd()];

    /// <summary>Those of old too.</summary>
    public static readonly IReadOnlyList<Architecture> WithHistory =
    [
        .. All.Concat(Apart).Select(a => a.GetType().Assembly).Distinct()
            .SelectMany(plugin => plugin.GetExportedTypes())
            .Where(t => t.IsSubclassOf(typeof(Architecture)) && !t.IsAbstract)
            .Select(t => (Architecture?)Activator.CreateInstance(t)).OfType<Architecture>()
            .OrderBy(a => a.Name, StringComparer.Ordinal),
    ];

    /// <summary>Their geometries.</summary>
    public static IReadOnlyList<Geometry> Geometries => [.. All.Select(a => a.Accept(new GeometryOf()))];

    /// <summary>Whether a changed entry is in no TLB any more: s390's IPTE.</summary>
    public static bool FlushesWithTheChange(Architecture architecture) =>
        architecture.Accept(new ReachOf()) == FlushReach.Synchronous;

    public static Architecture Named(string name) => All.Single(a => a.Name == name);

    private sealed class GeometryOf : ArchitectureVisitor<Geometry>
    {
        public override Geometry Visit<TPte, TDirty, TTlb>() => TPte.Geometry;
    }

    private sealed class ReachOf : ArchitectureVisitor<FlushReach>
    {
        public override FlushReach Visit<TPte, TDirty, TTlb>() => TTlb.Reach;
    }
}
