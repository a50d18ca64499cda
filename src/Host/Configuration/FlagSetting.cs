using System.Text.Json;
using System.Text.Json.Nodes;

namespace Emulator.Host.Configuration;

/// <summary>Something that is on or off.</summary>
internal sealed class FlagSetting(string key, string option, string description) : SingleSetting<bool>(key, option, description, "false")
{
    public override string Expected => "true or false";

    // The file's reader writes True.
    public override string[] Split(string text) => [text.ToLowerInvariant()];

    public override bool Accepts(JsonElement value) => value.ValueKind is JsonValueKind.True or JsonValueKind.False;

    public override JsonObject Schema() => new() { ["type"] = "boolean" };

    public override JsonNode ToJson(string[] texts) => JsonValue.Create(Parse(texts));

    protected override bool Accepts(string text) => text is "true" or "false";

    protected override bool Parse(string text) => text == "true";
}
