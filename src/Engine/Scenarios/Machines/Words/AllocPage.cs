using Emulator.Engine.Events;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary><c>alloc_page</c></summary>
internal sealed class AllocPage() : StepWord("alloc_page", [], Kind.Number,
    "takes a free frame, whichever: one that was freed, or a spare one that the text never names; waits where none is "
        + "free; gives its "
    + "number")
{
    public override Section Section => Section.Frames;

    public override WordTraits Traits => WordTraits.AllocatesFrame | WordTraits.MayWait;

    // Whichever is free: a choice, explored every way.
    public override void Emit(WordSteps steps, Said said)
    {
        var scenario = steps.World.Text.Scenario;
        if (!steps.World.Contents.HasPool)
            throw ScenarioException.Of(scenario.File, scenario.Text, [new(said.Call.At,
                "alloc_page finds no free frame, ever: nothing is freed, and every frame is named by the text; "
                    + "expected a 'frame' line "
                + "with frames of its own")]);
        var next = new Label();
        steps.Code.Emit(new Choose([.. Enumerable.Range(0, scenario.Frames.Count)
            .Select(f => Take(steps, f, said.Into, next))],
            InAccess: false));
        steps.Code.Mark(next);
    }

    private static Op Take(WordSteps steps, int frame, Field? into, Label next) =>
        new($"{steps.Code.Thread} alloc_page", c =>
    {
        if (!steps.World.Contents.TryAllocate(c, frame))
        {
            c.Tell?.Invoke(new WaitEvent { Condition = "a free frame" });
            return Went.Blocked;
        }
        if (into is not null)
            c[into] = FrameArgument.Number(frame);
        c.Tell?.Invoke(new FrameEvent(FrameOp.Alloc, steps.World.Text.Scenario.Frames[frame])
            { Call = "alloc_page()" });
        return new(Outcome.Done, next);
    }, next) { Defines = into is null ? [] : [into] };
}
