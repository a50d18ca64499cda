using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Emulator.Reports;

/// <summary>How JSON is written and read here: camel case, strict about what it doesn't know: docs/json.md.</summary>
/// <remarks>A document says its <c>schemaVersion</c> first; a name that changes or goes makes it another.</remarks>
internal static class Json
{
    public static JsonSerializerOptions Compact { get; } = Make(indented: false);

    public static JsonSerializerOptions Indented { get; } = Make(indented: true);

    /// <summary>A document, for people and programs.</summary>
    public static string Document(object document) => JsonSerializer.Serialize(document, Indented);

    /// <summary>An object of a file of many, on one line.</summary>
    public static string Line(object line) => JsonSerializer.Serialize(line, Compact);

    private static JsonSerializerOptions Make(bool indented) => new(JsonSerializerDefaults.Web)
    {
        WriteIndented = indented,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.Strict,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        PropertyNameCaseInsensitive = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowOutOfOrderMetadataProperties = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false), new HexPte() },
    };
}
