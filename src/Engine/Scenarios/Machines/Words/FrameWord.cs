using Emulator.Engine.Events;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary>A word that speaks of frames and not of entries, in one step.</summary>
internal abstract class FrameWord(string name, IReadOnlyList<Kind> takes, string meaning) : StepWord(name, takes, Kind.Nothing, meaning)
{
    public override Section Section => Section.Frames;

    public sealed override void Emit(WordSteps steps, Said said)
    {
        var (world, code) = (steps.World, steps.Code);
        var page = Takes.Contains(Kind.Page) && said.Arguments.Count > 1 ? steps.PageOfArgument(said.Arguments[1]) : -1;
        IReadOnlyList<FrameArgument> frames =
            [.. said.Arguments.Take(Takes.Count(k => k == Kind.Frame)).Select(a => said.Expressions.Frame(a.Value))];
        var names = frames.Select(f => f.Name).Concat(page < 0 ? [] : [world.Pages[page].Name]);
        var call = $"{Name}({string.Join(", ", names)})";
        code.Then(next => new($"{code.Thread} {call}", c =>
        {
            c.Tell?.Invoke(Told(world, c, frames, page, call));
            Do(world, c, frames, page);
            return new(Outcome.Done, next);
        }, next) { Uses = [.. frames.SelectMany(f => f.Uses)], NeverBlocks = true });
    }

    /// <summary>Does it.</summary>
    protected abstract void Do(World world, Context c, IReadOnlyList<FrameArgument> frames, int page);

    /// <summary>What is told of it, by the state before it is done.</summary>
    protected abstract FrameEvent Told(World world, Context c, IReadOnlyList<FrameArgument> frames, int page, string call);

    protected static string NameOf(World world, Context c, FrameArgument frame) => world.Text.Scenario.Frames[frame.Of(c)];
}
