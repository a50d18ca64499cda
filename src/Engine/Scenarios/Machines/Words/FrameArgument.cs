using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary>What a word is told of a frame: a frame's name, a page's for the frame that it has, or a variable that
/// keeps a frame's number.</summary>
/// <param name="Of">Its number among the scenario's frames.</param>
/// <param name="Page">The page that names it; -1: none does.</param>
/// <param name="Name">As it stands in the text.</param>
/// <param name="Uses">The fields that are the thread's own and read.</param>
internal sealed record FrameArgument(Func<Context, int> Of, int Page, string Name, IReadOnlyList<Field> Uses)
{
    /// <summary>What a variable keeps for a frame: 0 is none.</summary>
    public static Cell Number(int frame) => (ulong)frame + 1;

    /// <summary>A name: of a frame, of a variable that keeps one's number, of a page.</summary>
    public static FrameArgument Named(World world, Name name, Dictionary<string, Field> variables,
        Func<Name, int> pageOf)
    {
        if (NumberOf(world.Text.Scenario, name.Text) is >= 0 and var number)
            return new(_ => number, -1, name.Text, []);
        if (variables.TryGetValue(name.Text, out var variable))
            return Kept(world, name.At, name.Text, new(c => c[variable], [variable]));
        var page = pageOf(name);
        return new(c => world.Contents.Last(c, page), page, world.Pages[page].Name, []);
    }

    /// <summary>An expression that gives a frame's number.</summary>
    public static FrameArgument Kept(World world, At at, string text, Pure number) =>
        new(c => InRange(world, at, text, number.Of(c).Bits), -1, text, number.Uses);

    /// <summary>The number of a spare frame; -1 for anything else.</summary>
    private static int NumberOf(Scenario scenario, string name) => scenario.PageNumber(name) < 0
        ? scenario.Frames.ToList().IndexOf(name) : -1;

    private static int InRange(World world, At at, string text, ulong kept) => kept >= 1
        && kept <= (ulong)world.Text.Scenario.Frames.Count
        ? (int)kept - 1
        : throw ScenarioException.Of(world.Text.Scenario.File, world.Text.Scenario.Text, [new(at,
            $"{text} is no frame here ({(long)kept}); expected what pte_frame gave for a present entry, or "
                + "alloc_page, on every way here")]);
}
