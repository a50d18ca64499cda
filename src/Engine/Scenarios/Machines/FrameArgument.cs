using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Language;

namespace Emulator.Engine.Scenarios.Machines;

/// <summary>What a word is told of a frame: a frame's name, a page's for the frame that it has, or a variable that keeps a frame's number.</summary>
/// <param name="Of">Its number among the scenario's frames.</param>
/// <param name="Page">The page that names it; -1: none does.</param>
/// <param name="Name">As it stands in the text.</param>
/// <param name="Uses">The fields that are the thread's own and read.</param>
internal sealed record FrameArgument(Func<Context, int> Of, int Page, string Name, IReadOnlyList<Field> Uses)
{
    /// <summary>What a variable keeps for a frame: 0 is none.</summary>
    public static Cell Kept(int frame) => (ulong)frame + 1;

    /// <summary>Makes it of an argument.</summary>
    public static FrameArgument From(World world, Expression argument, Dictionary<string, Field> variables, Func<Name, int> pageOf)
    {
        var name = ((Reference)argument).Name;
        if (NumberOf(world.Text.Scenario, name.Text) is >= 0 and var number)
            return new(_ => number, -1, name.Text, []);
        if (variables.TryGetValue(name.Text, out var variable))
            return new(c => InVariable(world, name, c[variable].Bits), -1, name.Text, [variable]);
        var page = pageOf(name);
        return new(c => world.Contents.Last(c, page), page, world.Pages[page].Name, []);
    }

    /// <summary>The number of a spare frame; -1 for anything else.</summary>
    private static int NumberOf(Scenario scenario, string name) => scenario.PageNumber(name) < 0 ? scenario.Frames.ToList().IndexOf(name) : -1;

    private static int InVariable(World world, Name name, ulong kept) => kept >= 1 && kept <= (ulong)world.Text.Scenario.Frames.Count
        ? (int)kept - 1
        : throw ScenarioException.Of(world.Text.Scenario.File, world.Text.Scenario.Text, [new(name.At,
            $"{name.Text} keeps no frame here ({(long)kept}); expected what pte_frame gave for a present entry, or alloc_page, on every way here")]);
}
