using Emulator.Engine.Cpu;
using Emulator.Engine.Formats;
using Emulator.Engine.Memory;

namespace Emulator.Engine.Scenarios.Machines.State;

/// <summary>An entry that is nobody's: to try what a step would make of it.</summary>
internal struct TriedSlot(Pte pte) : IPteSlot
{
    private Pte _pte = pte;

    public readonly Pte Read() => _pte;

    public bool Replace(Pte read, Pte then)
    {
        _pte = then;
        return true;
    }

    public void Write(Pte pte) => _pte = pte;
}
