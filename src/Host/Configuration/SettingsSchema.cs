using System.Text.Json.Nodes;

namespace Emulator.Host.Configuration;

/// <summary>The JSON schema of <c>emulator.json</c>, made of the settings.</summary>
internal static class SettingsSchema
{
    public static JsonObject Make()
    {
        var root = Group("Settings of the emulator. Options and EMULATOR__ variables win over this file.");
        root.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        PropertiesOf(root)["$schema"] = new JsonObject { ["type"] = "string" };
        foreach (var setting in Settings.All)
            Add(root, setting);
        return root;
    }

    private static void Add(JsonObject root, Setting setting)
    {
        var parts = setting.Key.Split(':');
        var group = root;
        foreach (var part in parts[..^1])
            group = (JsonObject)(PropertiesOf(group)[part] ??= Group("A group of settings."));
        var schema = setting.Schema();
        schema["description"] = setting.Description;
        if (setting.Standard is { Length: > 0 } standard && !Path.IsPathRooted(standard))
            schema["default"] = setting.ToJson([standard]);
        PropertiesOf(group)[parts[^1]] = schema;
    }

    private static JsonObject PropertiesOf(JsonObject group) => group["properties"] as JsonObject
        ?? throw new InvalidOperationException("a group has properties");

    private static JsonObject Group(string description) => new()
    {
        ["type"] = "object",
        ["description"] = description,
        ["additionalProperties"] = false,
        ["properties"] = new JsonObject(),
    };
}
