using System.Runtime.CompilerServices;

namespace Emulator.Host.Plugins;

/// <summary>An architecture that can be run, and what it says of itself.</summary>
/// <param name="Architecture">The composition.</param>
/// <param name="Plugin">The name of its plugin's folder.</param>
/// <param name="Version">The plugin's version.</param>
/// <param name="File">The plugin's DLL.</param>
/// <param name="Facts">What it says of itself.</param>
internal sealed record LoadedArchitecture(Architecture Architecture, string Plugin, string Version, string File, ArchitectureFacts Facts)
{
    public string Name => Architecture.Name;

    /// <summary>Does work that runs it.</summary>
    /// <exception cref="PluginFault">Its plugin failed.</exception>
    public T Run<T>(Func<Architecture, T> work)
    {
        try
        {
            return work(Architecture);
        }
        catch (Exception e) when (PluginFault.IsOne(e))
        {
            throw new PluginFault(this, e);
        }
    }
}

/// <summary>A plugin that isn't used.</summary>
/// <param name="Plugin">The name of its folder.</param>
/// <param name="Path">Where it is.</param>
/// <param name="Why">One line: what was found, what was expected, how to mend it.</param>
internal sealed record RefusedPlugin(string Plugin, string Path, string Why);

/// <summary>What an architecture says of itself: asked once, since a plugin may answer otherwise the next time, or throw.</summary>
internal sealed record ArchitectureFacts(Geometry Geometry, IReadOnlyList<PteBit> Bits, PteFeatures Features, DirtyUpdate Update, FlushReach Reach, string? History,
    IReadOnlyList<LawExemption>? Exemptions)
{
    // An entry has 64; a list of a plugin's own may have no end.
    private const int MostBits = 256;

    /// <summary>Who sets dirty, in words.</summary>
    public string DirtySetBy => Update switch
    {
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
            return new(TPte.Geometry, TPte.Bits is { } bits ? [.. bits.Take(MostBits)] : null!, TPte.Features, TDirty.Update, TTlb.Reach, architecture.History,
                architecture.Exemptions is { } exemptions ? [.. exemptions.Take(MostBits)] : null);
        }
    }
}
