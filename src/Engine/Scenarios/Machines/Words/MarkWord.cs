using Emulator.Engine.Events;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary>A word that sets, clears or reads a mark of a page.</summary>
internal abstract class MarkWord(string name, Kind gives, string meaning, MarkOp op, MarkKind mark) : PageWord(name, [Kind.Page], gives, meaning)
{
    public override Section Section => Section.Marks;

    /// <summary>The mark's field.</summary>
    protected Field FieldOf(World world, Context c, int page) => mark switch
    {
        MarkKind.Record => world.Records[world.Pages[page].Frame],
        MarkKind.PageDirty => world.PageDirty[world.Pages[page].Frame],
        _ => world.KeyOf(c, page),
    };

    protected sealed override Event Told(WordSteps steps, Context c, int page, string call) =>
        new MarkEvent(op, mark, steps.World.Pages[page].Name, c[FieldOf(steps.World, c, page)].IsTrue, By.Kernel)
        {
            Call = call,
            Answers = Gives == Kind.Number,
        };
}
