using Emulator.Engine.Memory;

namespace Emulator.Engine.Passes;

/// <summary>A flush that is still owed. It ends in <see cref="Broadcast"/> or in <see cref="Omit"/>; dropping it is an
/// error of the build.</summary>
/// <param name="Pages">From the first to the last entry touched; empty: nothing is owed.</param>
public readonly record struct FlushRange(VpnRange Pages)
{
    /// <summary>None is owed.</summary>
    internal static FlushRange Nothing => new(VpnRange.Empty);

    /// <summary>Sends it to every core and waits for them. Nothing owed: nothing sent.</summary>
    public void Broadcast(ITlbShootdown tlbs)
    {
        if (!Pages.IsEmpty)
            tlbs.Flush(Pages);
    }

    /// <summary>Leaves it out, and says why.</summary>
    public void Omit(string why) => ArgumentException.ThrowIfNullOrWhiteSpace(why);
}
