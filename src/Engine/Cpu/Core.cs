using System.Runtime.CompilerServices;
using Emulator.Engine.Formats;
using Emulator.Engine.Memory;

namespace Emulator.Engine.Cpu;

/// <summary>A core: its MMU, the kernel's fault handler that runs on it, and the flushes that it is asked to
/// answer.</summary>
/// <remarks>One thread runs a core. Others ask it to drop entries by <see cref="Ask"/>; it answers between any two of
/// its steps.</remarks>
public sealed class Core<TPte, TDirty, TTlb> : ICore
    where TPte : struct, IPteFormat
    where TDirty : struct, IDirtyTracking
    where TTlb : struct, ITlbModel
{
    private const int FaultsForEver = 1 << 16;
    private readonly Mmu<TPte, TDirty, TTlb> _mmu;
    private readonly FaultHandler<TPte, TDirty, TTlb> _faults;
    private VpnRange _request;
    private bool _asked;

    /// <summary>Makes a core with an empty TLB.</summary>
    public Core(AddressSpace<TPte> space, TlbShape shape)
    {
        _mmu = new(space.Tables, shape);
        _faults = new(space, this);
    }

    /// <inheritdoc/>
    public CoreCounts Counts => _mmu.Counts;

    /// <summary>The translation hardware.</summary>
    public Mmu<TPte, TDirty, TTlb> Mmu => _mmu;

    /// <summary>The kernel's fault handler.</summary>
    internal FaultHandler<TPte, TDirty, TTlb> Faults => _faults;

    /// <inheritdoc/>
    public bool HasAnswered => !Volatile.Read(ref _asked);

    /// <summary>Makes an access, faults handled.</summary>
    /// <returns>False where nothing is mapped, or nobody handles its fault: the access is given up.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Access(Vpn page, Access access)
    {
        if (Volatile.Read(ref _asked))
            Answer();
        _mmu.Counts.Accesses++;
        return _mmu.HitsLast(page, access) || Slowly(page, access);
    }

    /// <inheritdoc/>
    public void Ask(VpnRange pages)
    {
        _request = pages;
        Volatile.Write(ref _asked, true);
    }

    /// <inheritdoc/>
    public void Answer()
    {
        if (!Volatile.Read(ref _asked))
            return;
        Drop(_request);
        Volatile.Write(ref _asked, false);
    }

    /// <inheritdoc/>
    public void Drop(VpnRange pages)
    {
        _mmu.Counts.Flushes++;
        _mmu.Drop(pages);
    }

    // Takes a lock of the kernel, to be released by its taker; whoever holds it may wait for this core's answer.
    internal KernelLock Take(KernelLock held)
    {
        var number = held.Queue();
        for (var wait = default(SpinWait); !held.IsServed(number); wait.SpinOnce(sleep1Threshold: -1))
            Answer();
        return held;
    }

    private bool IsFinal(Access access)
    {
        var isFinal = TDirty.FaultIsFinal(access);
        _mmu.Counts.Final += isFinal ? 1UL : 0;
        return isFinal;
    }

    private bool Slowly(Vpn page, Access access)
    {
        for (var faults = 0; !_mmu.Access(page, access); faults++)
        {
            if (IsFinal(access) || !_faults.Handle(page, access))
                return false;
            if (faults == FaultsForEver)
                throw new ArchitectureDefect(
                    $"a {access.Kind} of page 0x{page.Value:x} faults for ever: what the handler leaves is refused "
                    + "again");
            _mmu.Counts.Retries++;
            Answer();
        }
        return true;
    }
}
