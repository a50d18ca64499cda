using Emulator.Engine.Events;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary><c>act_recorded</c></summary>
internal sealed class ActRecorded() : StepWord("act_recorded", [], Kind.Nothing,
    "the consumer takes all recorded pages and clears their bits")
{
    public override Section Section => Section.Marks;

    public override WordTraits Traits => WordTraits.Records;

    public override void Emit(WordSteps steps, Said said)
    {
        var (world, code) = (steps.World, steps.Code);
        code.Then(next => new($"{code.Thread} {Name}", c =>
        {
            c.Tell?.Invoke(new ConsumeEvent(Name, world.NamesOf(world.Recorded(c))));
            world.ActRecorded(c);
            return new(Outcome.Done, next);
        }, next) { NeverBlocks = true });
    }
}
