using Emulator.Engine.Memory;

namespace Emulator.Engine.Cpu;

/// <summary>Flushes cores that run on the caller's own thread: each drops at once.</summary>
public sealed class DirectShootdown(IReadOnlyList<ICore> cores) : ITlbShootdown
{
    /// <summary>Flushes sent.</summary>
    public ulong Invalidations { get; private set; }

    /// <inheritdoc/>
    public void Flush(VpnRange pages)
    {
        Invalidations++;
        foreach (var core in cores)
            core.Drop(pages);
    }

    /// <inheritdoc/>
    public void FlushAll() => Flush(new(new(0), new(ulong.MaxValue)));
}
