using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Language;

/// <summary>Reads scenarios: parses their text, checks it, and builds what it says.</summary>
internal static class ScenarioReader
{
    /// <summary>Reads a scenario.</summary>
    /// <param name="file">Its name, for errors.</param>
    /// <param name="text">Its text.</param>
    /// <param name="architectures">Those that it may name; null: any.</param>
    /// <exception cref="ScenarioException">It has mistakes: all of them.</exception>
    public static Scenario Read(string file, string text, IReadOnlyList<string>? architectures = null)
    {
        var (items, found, unread) = ScenarioParser.Read(text);
        var mistakes = new Mistakes(found) { Unread = unread };
        var checker = items.Count == 0 ? null : new ScenarioChecker(items, mistakes);
        var scenario = checker?.Check(file, text);
        if (architectures is not null)
            checker?.CheckArchitectures(architectures);
        return mistakes.All.Count == 0 && scenario is not null
            ? scenario
            : throw ScenarioException.Of(file, text, mistakes.All);
    }
}
