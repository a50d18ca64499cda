using System.Text.Json;
using System.Text.Json.Nodes;

namespace Emulator.Host.Configuration;

/// <summary>Several texts: an array in the file, divided by commas elsewhere.</summary>
/// <param name="whenEmpty">What is wrong with a list of none; null: nothing.</param>
internal sealed class ListSetting(string key, string option, string expected, string description, string? standard,
    string? whenEmpty = null)
    : Setting<string[]>(key, option, description, standard)
{
    public override string Expected => expected;

    public override bool IsList => true;

    public override string[] Split(string text) =>
        text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public override bool Accepts(string[] texts) => texts.All(t => t.Length > 0)
        && (texts.Length > 0 || whenEmpty is null);

    public override bool Accepts(JsonElement value) => value.ValueKind == JsonValueKind.Array
        && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
        && Accepts([.. value.EnumerateArray().Select(item => item.GetString() ?? "")]);

    public override string Fault(string shown) => whenEmpty is not null && shown.All(c => !char.IsLetterOrDigit(c))
        ? $"is {shown}: {whenEmpty}"
        : $"is {shown}; expected {(shown.StartsWith('\'') ? "" : "an array of ")}{expected}";

    public override string[] Parse(string[] texts) => texts;

    public override JsonObject Schema()
    {
        var item = new JsonObject { ["type"] = "string", ["minLength"] = 1 };
        var schema = new JsonObject { ["type"] = "array", ["items"] = item };
        if (whenEmpty is not null)
            schema["minItems"] = 1;
        return schema;
    }

    public override JsonNode ToJson(string[] texts) => new JsonArray([.. texts.Select(t => JsonValue.Create(t))]);
}
