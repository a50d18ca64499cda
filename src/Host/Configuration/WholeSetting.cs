using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Emulator.Host.Configuration;

/// <summary>A whole number between two others.</summary>
internal sealed class WholeSetting(string key, string option, long least, long most, string description, long standard)
    : SingleSetting<long>(key, option, description, standard.ToString(CultureInfo.InvariantCulture))
{
    public override string Expected => $"a whole number from {least} to {most}";

    public override bool Accepts(JsonElement value) => value.ValueKind == JsonValueKind.Number && Accepts(value.GetRawText());

    public override JsonObject Schema() => new() { ["type"] = "integer", ["minimum"] = least, ["maximum"] = most };

    public override JsonNode ToJson(string[] texts) => JsonValue.Create(Parse(texts));

    protected override bool Accepts(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most;

    protected override long Parse(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
