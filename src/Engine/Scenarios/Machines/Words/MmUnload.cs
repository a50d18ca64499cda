using Emulator.Engine.Events;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary><c>mm_unload</c></summary>
internal sealed class MmUnload() : StepWord("mm_unload", [], Kind.Nothing,
    "this core puts the mm away, with all its translations; a barrier")
{
    public override Section Section => Section.Cores;

    public override WordTraits Traits => WordTraits.SwitchesMm;

    public override void Emit(WordSteps steps, Said said)
    {
        var (world, code) = (steps.World, steps.Code);
        code.Then(next => new($"{code.Thread} {Name}", c =>
        {
            world.Flushes.Load(c, code.Number, loads: false);
            c.Tell?.Invoke(new CpuEvent(CpuOp.MmUnload) { Call = $"{Name}()" });
            return new(Outcome.Done, next);
        }, next) { NeverBlocks = true });
    }
}
