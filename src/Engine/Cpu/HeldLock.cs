using Emulator.Engine.Memory;

namespace Emulator.Engine.Cpu;

/// <summary>A lock that is held to the end of a block, also where a plugin throws in it.</summary>
internal readonly ref struct HeldLock(KernelLock held)
{
    public void Dispose() => held.Exit();
}
