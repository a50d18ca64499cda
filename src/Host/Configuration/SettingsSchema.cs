using System.Text.Json.Nodes;

namespace Emulator.Host.Configuration;

/// <summary>The JSON schema of <c>emulator.json</c>, made of the settings.</summary>
internal static class SettingsSchema
{
    public static JsonObject Make()
    {
        var properties = new JsonObject { ["$schema"] = new JsonObject { ["type"] = "string" } };
        var groups = new Dictionary<string, JsonObject>();
        foreach (var setting in Settings.All)
            Add(properties, groups, setting);
        var root = Group("Settings of the emulator. Options and EMULATOR__ variables win over this file.", properties);
        root.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        return root;
    }

    private static void Add(JsonObject properties, Dictionary<string, JsonObject> groups, Setting setting)
    {
        var schema = setting.Schema();
        schema["description"] = setting.Description;
        if (setting.Standard is { Length: > 0 } standard && !Path.IsPathRooted(standard))
            schema["default"] = setting.ToJson([standard]);
        switch (setting.Key.Split(':'))
        {
            case [var name]:
                properties[name] = schema;
                break;
            case [var group, var name]:
                GroupOf(properties, groups, group)[name] = schema;
                break;
            default:
                throw new InvalidOperationException($"{setting.Key}: groups hold no groups");
        }
    }

    private static JsonObject GroupOf(JsonObject properties, Dictionary<string, JsonObject> groups, string name)
    {
        if (groups.TryGetValue(name, out var members))
            return members;
        properties[name] = Group("A group of settings.", groups[name] = []);
        return groups[name];
    }

    private static JsonObject Group(string description, JsonObject properties) => new()
    {
        ["type"] = "object",
        ["description"] = description,
        ["additionalProperties"] = false,
        ["properties"] = properties,
    };
}
