using Emulator.Engine.Memory;

namespace Emulator.Engine.Tests.Stepping;

/// <summary>Where a stepped pass sends its flushes, in two halves.</summary>
internal interface ISteppedFlush
{
    /// <summary>Whether every core has answered.</summary>
    bool IsComplete { get; }

    void Issue(VpnRange pages);

    /// <summary>The pass has taken an entry: where the architecture's change is one with its invalidation, that is done
    /// now.</summary>
    void Taken(Vpn page);
}

/// <summary>A flush that is answered as it is sent.</summary>
internal sealed class FlushedAtOnce(ITlbShootdown tlbs) : ISteppedFlush
{
    public bool IsComplete => true;

    public void Issue(VpnRange pages) => tlbs.Flush(pages);

    public void Taken(Vpn page)
    {
    }
}
