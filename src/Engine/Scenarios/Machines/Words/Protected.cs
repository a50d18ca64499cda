using Emulator.Engine.Events;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary><c>protected</c></summary>
internal sealed class Protected() : StepWord("protected", [Kind.Pages], Kind.Nothing,
    "from here on no store may get through: arms no_writable_after_flush")
{
    public override Section Section => Section.Faults;

    public override void Emit(WordSteps steps, Said said)
    {
        var (world, code) = (steps.World, steps.Code);
        var pages = steps.PagesOf(said.Arguments[0]);
        code.Then(next => new($"{code.Thread} {Name}", c =>
        {
            world.Flushes.Arm(c, pages);
            c.Tell?.Invoke(new CpuEvent(CpuOp.Protected) { Pages = world.NamesOf(pages) });
            return new(Outcome.Done, next);
        }, next) { NeverBlocks = true });
    }
}
