namespace Emulator.Engine.Memory;

/// <summary>A lock of kernel code: a page-table lock, or the address space's. Fair, as the kernel's are; not
/// recursive.</summary>
/// <remarks>A core that waits must go on answering flushes: it takes its <see cref="Queue"/> number and asks until it
/// <see cref="IsServed"/>.</remarks>
public sealed class KernelLock
{
    private int _next, _serving;

    /// <summary>Stands in line for it.</summary>
    /// <returns>The number to be served.</returns>
    public int Queue() => Interlocked.Increment(ref _next) - 1;

    /// <summary>Whether it is now held by the one with this number.</summary>
    public bool IsServed(int number) => Volatile.Read(ref _serving) == number;

    /// <summary>Begins to read what it protects without taking it: what was read counts if nobody held it
    /// meanwhile.</summary>
    /// <param name="glance">For <see cref="WasFreeSince"/>.</param>
    /// <returns>False: it is held.</returns>
    public bool TryGlance(out int glance)
    {
        glance = Volatile.Read(ref _next);
        return glance == Volatile.Read(ref _serving);
    }

    /// <summary>Whether nobody has held it since a glance: the reads between happened as if under the lock.</summary>
    public bool WasFreeSince(int glance)
    {
        Volatile.ReadBarrier();
        return Volatile.Read(ref _next) == glance;
    }

    /// <summary>Waits for it and takes it.</summary>
    public void Enter()
    {
        var number = Queue();
        for (var wait = default(SpinWait); !IsServed(number); wait.SpinOnce(sleep1Threshold: -1)) { }
    }

    /// <summary>Releases it.</summary>
    public void Exit() => Volatile.Write(ref _serving, _serving + 1);
}
