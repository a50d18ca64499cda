using System.Globalization;
using System.Text.Json;

namespace Emulator.Host.Files;

/// <summary>One JSON object of a batch, field by field.</summary>
internal sealed class BatchLine
{
    private readonly JsonElement _object;
    private readonly HashSet<string> _known = [];
    private readonly string _path;
    private readonly int _entryBytes;

    private BatchLine(JsonElement value, string path, int entryBytes)
    {
        if (value.ValueKind != JsonValueKind.Object)
            throw new BatchException(
                $"expected a JSON object{(path.Length > 0 ? $" as '{path.TrimEnd('.')}'" : "")}, not {Kind(value)}");
        (_object, _path, _entryBytes) = (value, path, entryBytes);
    }

    /// <summary>Reads a line.</summary>
    /// <param name="line">It.</param>
    /// <param name="entryBytes">How many bytes an entry has.</param>
    public static BatchLine Parse(string line, int entryBytes)
    {
        try
        {
            var options = new JsonDocumentOptions { AllowDuplicateProperties = false };
            return new(JsonDocument.Parse(line, options).RootElement, "", entryBytes);
        }
        catch (JsonException e)
        {
            throw new BatchException(
                $"not JSON: {e.Message.Split(". ")[0].Split(" LineNumber")[0].TrimEnd('.')}; expected one JSON object "
                + "a line");
        }
    }

    /// <summary>Refuses fields that nobody has asked for. Call it last.</summary>
    public void Finish()
    {
        foreach (var field in _object.EnumerateObject())
            if (!_known.Contains(field.Name))
                throw new BatchException(
                    $"unknown field '{_path}{field.Name}'; expected "
                    + string.Join(", ", _known.Select(k => _path + k)));
    }

    public Pte Word(string name) => WordOf(Required(name), name);

    public Pte? OptionalWord(string name) => Optional(name) is { } value ? WordOf(value, name) : null;

    public IReadOnlyList<Pte> Words(string name) => [.. Items(name).Select(item => WordOf(item, name))];

    public T Choice<T>(string name, params (string Word, T Value)[] choices) => ChoiceOf(Required(name), name, choices);

    public IEnumerable<T> Choices<T>(string name, params (string Word, T Value)[] choices) =>
        [.. Items(name).Select(item => ChoiceOf(item, name, choices))];

    public bool Flag(string name) => FlagOf(Required(name), name);

    public bool OptionalFlag(string name) => Optional(name) is { } value && FlagOf(value, name);

    public ulong Number(string name) => NumberOf(Required(name), name);

    public ulong? OptionalNumber(string name) => Optional(name) is { } value ? NumberOf(value, name) : null;

    public BatchLine? OptionalObject(string name) =>
        Optional(name) is { } value ? new(value, _path + name + ".", _entryBytes) : null;

    /// <summary>The objects of an array, each a line of its own; null where the field isn't there.</summary>
    public IReadOnlyList<BatchLine>? OptionalObjects(string name) =>
        Optional(name) is null ? null : [.. Items(name).Select((item, n) =>
            new BatchLine(item, $"{_path}{name}[{n}].", _entryBytes))];

    private JsonElement Required(string name) =>
        Optional(name) ?? throw new BatchException($"field '{_path}{name}' is missing");

    private JsonElement? Optional(string name)
    {
        _known.Add(name);
        return _object.TryGetProperty(name, out var value) ? value : null;
    }

    private IEnumerable<JsonElement> Items(string name)
    {
        var array = Required(name);
        return array.ValueKind == JsonValueKind.Array ? array.EnumerateArray() : throw Wrong(name, "an array", array);
    }

    private Pte WordOf(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.String && value.GetString() is { } text
        && text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && text.Length is > 2 and <= 18
        && ulong.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var word)
        && (_entryBytes > 4 || word <= uint.MaxValue)
            ? new(word)
            : throw Wrong(name, $"a string \"0x…\" with 1 to {2 * _entryBytes} hexadecimal digits", value);

    private T ChoiceOf<T>(JsonElement value, string name, (string Word, T Value)[] choices)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        foreach (var (word, choice) in choices)
            if (word == text)
                return choice;
        throw Wrong(name, string.Join(" or ", choices.Select(c => $"\"{c.Word}\"")), value);
    }

    private bool FlagOf(JsonElement value, string name) =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean()
            : throw Wrong(name, "true or false", value);

    private ulong NumberOf(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetUInt64(out var number)
            ? number
            : throw Wrong(name, "a whole number from 0 to 2^64-1", value);

    private BatchException Wrong(string name, string expected, JsonElement got)
    {
        var text = got.GetRawText();
        return new($"field '{_path}{name}': expected {expected}, not {(text.Length > 40 ? Kind(got) : text)}");
    }

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };
}
