using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Emulator.Engine.Scenarios.Verdicts;

namespace Emulator.Reports;

/// <summary>Entries as they are written: in hexadecimal, in quotes.</summary>
internal sealed class HexPte : JsonConverter<Pte>
{
    public override Pte Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && reader.GetString() is ['0', 'x', .. var digits]
        && ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? new(value)
            : throw new JsonException("an entry is hexadecimal, such as \"0x867\"");

    public override void Write(Utf8JsonWriter writer, Pte value, JsonSerializerOptions options) =>
        writer.WriteStringValue(RunStates.Hex(value));
}
