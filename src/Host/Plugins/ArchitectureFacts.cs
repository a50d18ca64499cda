using System.Runtime.CompilerServices;

namespace Emulator.Host.Plugins;

/// <summary>What an architecture says of itself: asked once, since a plugin may answer otherwise the next time, or
/// throw.</summary>
internal sealed record ArchitectureFacts(Geometry Geometry, IReadOnlyList<PteBit> Bits, PteFeatures Features,
    DirtyUpdate Update, bool FaultIsFinal, FlushReach Reach, string? History, IReadOnlyList<LawExemption>? Exemptions)
{
    // An entry has 64; a list of a plugin's own may have no end.
    private const int MostBits = 256;

    /// <summary>Who sets dirty, in words.</summary>
    public string DirtySetBy => Update switch
    {
        DirtyUpdate.None when (Features & PteFeatures.NoDirtyBit) != 0 => "nobody: no dirty bit",
        DirtyUpdate.None when FaultIsFinal => "nobody: faults are final",
        DirtyUpdate.None => "fault handler",
        DirtyUpdate.Atomic => "hardware, atomically",
        DirtyUpdate.ReadThenWrite => "hardware, read then write",
        DirtyUpdate.Late => "hardware, after the store",
        DirtyUpdate.Blind => "hardware, without another look",
        _ => "hardware, also where it then faults",
    };

    /// <summary>Asks an architecture; runs the static constructors of its types.</summary>
    public static ArchitectureFacts Of(Architecture architecture) => architecture.Accept(new Reader(architecture));

    private sealed class Reader(Architecture architecture) : ArchitectureVisitor<ArchitectureFacts>
    {
        public override ArchitectureFacts Visit<TPte, TDirty, TTlb>()
        {
            foreach (var type in new[] { typeof(TPte), typeof(TDirty), typeof(TTlb) })
                RuntimeHelpers.RunClassConstructor(type.TypeHandle);
            // No list at all is refused as a bit of no width is.
            IReadOnlyList<PteBit> bits = TPte.Bits is { } named ? [.. named.Take(MostBits)] : [default];
            IReadOnlyList<LawExemption>? exemptions = architecture.Exemptions is { } excused
                ? [.. excused.Take(MostBits)] : null;
            return new(TPte.Geometry, bits, TPte.Features, TDirty.Update,
                TDirty.FaultIsFinal(new(AccessKind.Write)), TTlb.Reach, architecture.History, exemptions);
        }
    }
}
