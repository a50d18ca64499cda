using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Emulator.Engine.Scenarios.Verdicts;

namespace Emulator.Reports.Pages;

/// <summary>A counterexample as a page that stands by itself: the run's data, and a script that draws it. No network,
/// no library.</summary>
internal static class TimelinePage
{
    // JSON's own escapes of '<' and the like keep the data from ending its element.
    private static readonly JsonSerializerOptions Embedded = new(Json.Compact) { Encoder = null };

    public static string Of(Run run) => Template.Fill("timeline.html", new()
    {
        ["title"] = WebUtility.HtmlEncode($"{run.Scenario.Name} on {run.Architecture}: {run.Property}"),
        ["css"] = Template.Text("timeline.css"),
        ["js"] = Template.Text("timeline.js"),
        ["run"] = Drawn(run),
        ["words"] = JsonSerializer.Serialize(Enum.GetValues<CauseRole>().ToDictionary(role => role, CauseWords.Of),
            Embedded),
    });

    // What only a replay is held against isn't drawn.
    private static string Drawn(Run run)
    {
        var data = JsonSerializer.SerializeToNode(run, Embedded)?.AsObject() ?? [];
        foreach (var state in StatesOf(data))
            state.AsObject().Remove("fields");
        return data.ToJsonString(Embedded);
    }

    private static IEnumerable<JsonNode> StatesOf(JsonObject run) =>
        new[] { run["start"] }.Concat(run["steps"]?.AsArray().Select(step => step?["after"]) ?? []).OfType<JsonNode>();
}
