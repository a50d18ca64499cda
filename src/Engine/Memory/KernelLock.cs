namespace Emulator.Engine.Memory;

/// <summary>A lock of kernel code: a page-table lock, or the address space's. Not recursive.</summary>
/// <remarks>Waiting is the caller's: a core that waits must go on answering flushes.</remarks>
public sealed class KernelLock
{
    private int _held;

    /// <summary>Whether someone holds it.</summary>
    public bool IsHeld => Volatile.Read(ref _held) != 0;

    /// <summary>Takes it, if nobody holds it.</summary>
    public bool TryEnter() => Interlocked.CompareExchange(ref _held, 1, 0) == 0;

    /// <summary>Waits for it and takes it.</summary>
    public void Enter()
    {
        for (var spin = default(SpinWait); !TryEnter(); spin.SpinOnce()) { }
    }

    /// <summary>Releases it.</summary>
    public void Exit() => Volatile.Write(ref _held, 0);
}
