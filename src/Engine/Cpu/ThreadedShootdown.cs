using Emulator.Engine.Memory;

namespace Emulator.Engine.Cpu;

/// <summary>Flushes cores that run on threads of their own: each is asked, and answers between two of its
/// steps.</summary>
/// <remarks>For one sender at a time. Cores must go on answering until the sender is done.</remarks>
public sealed class ThreadedShootdown(IReadOnlyList<ICore> cores) : ITlbShootdown
{
    /// <summary>Flushes sent.</summary>
    public ulong Invalidations { get; private set; }

    /// <inheritdoc/>
    public void Flush(VpnRange pages)
    {
        Invalidations++;
        foreach (var core in cores)
            core.Ask(pages);
        foreach (var core in cores)
            for (var wait = default(SpinWait); !core.HasAnswered; wait.SpinOnce(sleep1Threshold: -1)) { }
    }

    /// <inheritdoc/>
    public void FlushAll() => Flush(new(new(0), new(ulong.MaxValue)));
}
