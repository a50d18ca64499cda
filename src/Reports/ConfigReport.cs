using System.Text.Json.Nodes;

namespace Emulator.Reports;

/// <summary>Every setting's value and where it came from: as text, or as one JSON document: docs/json.md.</summary>
internal static class ConfigReport
{
    private const int SchemaVersion = 1;

    public static IEnumerable<string> Lines(IEnumerable<ListedSetting> settings)
    {
        var table = new TextTable("key", "value", "from") { OfWords = true };
        foreach (var setting in settings)
            table.Add(setting.Key, setting.Text, setting.Origin);
        return table.Lines();
    }

    public static string Document(IEnumerable<ListedSetting> settings)
    {
        var document = new JsonObject { ["schemaVersion"] = SchemaVersion };
        foreach (var setting in settings)
            document[setting.Key] = new JsonObject { ["value"] = setting.Value, ["origin"] = setting.Origin };
        return document.ToJsonString(Json.Indented);
    }
}
