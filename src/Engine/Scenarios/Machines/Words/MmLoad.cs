using Emulator.Engine.Events;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary><c>mm_load</c></summary>
internal sealed class MmLoad() : StepWord("mm_load", [], Kind.Nothing,
    "this core takes up the mm: from here on it may walk and fill its TLB; a barrier, as the write of CR3 is")
{
    public override Section Section => Section.Cores;

    public override WordTraits Traits => WordTraits.SwitchesMm;

    public override void Emit(WordSteps steps, Said said)
    {
        var (world, code) = (steps.World, steps.Code);
        code.Then(next => new($"{code.Thread} {Name}", c =>
        {
            world.Flushes.Load(c, code.Number, loads: true);
            c.Tell?.Invoke(new CpuEvent(CpuOp.MmLoad) { Call = $"{Name}()" });
            return new(Outcome.Done, next);
        }, next) { NeverBlocks = true });
    }
}
