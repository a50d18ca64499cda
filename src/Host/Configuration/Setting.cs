using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Emulator.Host.Configuration;

/// <summary>A key of the configuration: its meaning, its default, what it accepts. The one place where each is said.</summary>
internal abstract class Setting(string key, string option, string description, string? standard)
{
    /// <summary>The key in <c>emulator.json</c>, groups divided by <c>:</c>.</summary>
    public string Key => key;

    /// <summary>The command line's option.</summary>
    public string Option => option;

    public string Description => description;

    /// <summary>The built-in value as text; null: none.</summary>
    public string? Standard => standard;

    /// <summary>What is accepted, in words.</summary>
    public abstract string Expected { get; }

    public virtual bool IsList => false;

    /// <summary>The environment's variable.</summary>
    public string Variable => EffectiveSettings.Prefix + key.Replace(":", "__", StringComparison.Ordinal);

    /// <summary>What a text of the command line or the environment holds: itself, or a list's items.</summary>
    public virtual string[] Split(string text) => [text];

    /// <summary>Whether a value is accepted.</summary>
    /// <param name="texts">One, or a list's items.</param>
    public abstract bool Accepts(string[] texts);

    /// <summary>Whether the file's value is accepted: what <see cref="Schema"/> says.</summary>
    public abstract bool Accepts(JsonElement value);

    /// <summary>Says what is wrong with a value that isn't accepted.</summary>
    /// <param name="shown">The value, for the user's eyes.</param>
    public virtual string Fault(string shown) => $"is {shown}; expected {Expected}";

    /// <summary>What the file's schema says of it.</summary>
    public abstract JsonObject Schema();

    /// <summary>The value as it would stand in the file.</summary>
    public virtual JsonNode ToJson(string[] texts) => JsonValue.Create(texts[0]);
}

/// <summary>A setting whose value is a <typeparamref name="T"/>.</summary>
internal abstract class Setting<T>(string key, string option, string description, string? standard)
    : Setting(key, option, description, standard)
{
    public abstract T Parse(string[] texts);
}

/// <summary>A setting that one text says.</summary>
internal abstract class SingleSetting<T>(string key, string option, string description, string? standard)
    : Setting<T>(key, option, description, standard)
{
    public sealed override bool Accepts(string[] texts) => texts is [var text] && Accepts(text);

    public override bool Accepts(JsonElement value) => value.ValueKind == JsonValueKind.String && Accepts(value.GetString()!);

    public sealed override T Parse(string[] texts) => Parse(texts[0]);

    protected abstract bool Accepts(string text);

    protected abstract T Parse(string text);
}

/// <summary>Any text that isn't empty: a name or a path.</summary>
internal sealed class TextSetting(string key, string option, string expected, string description, string? standard)
    : SingleSetting<string>(key, option, description, standard)
{
    public override string Expected => expected;

    public override JsonObject Schema() => new() { ["type"] = "string", ["minLength"] = 1 };

    protected override bool Accepts(string text) => text.Length > 0;

    protected override string Parse(string text) => text;
}

/// <summary>Several texts: an array in the file, divided by commas elsewhere.</summary>
/// <param name="whenEmpty">What is wrong with a list of none; null: nothing.</param>
internal sealed class ListSetting(string key, string option, string expected, string description, string? standard, string? whenEmpty = null)
    : Setting<string[]>(key, option, description, standard)
{
    public override string Expected => expected;

    public override bool IsList => true;

    public override string[] Split(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public override bool Accepts(string[] texts) => texts.All(t => t.Length > 0) && (texts.Length > 0 || whenEmpty is null);

    public override bool Accepts(JsonElement value) => value.ValueKind == JsonValueKind.Array
        && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
        && Accepts([.. value.EnumerateArray().Select(item => item.GetString()!)]);

    public override string Fault(string shown) => whenEmpty is not null && shown.All(c => !char.IsLetterOrDigit(c))
        ? $"is {shown}: {whenEmpty}"
        : $"is {shown}; expected {(shown.StartsWith('\'') ? "" : "an array of ")}{expected}";

    public override string[] Parse(string[] texts) => texts;

    public override JsonObject Schema()
    {
        var schema = new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string", ["minLength"] = 1 } };
        if (whenEmpty is not null)
            schema["minItems"] = 1;
        return schema;
    }

    public override JsonNode ToJson(string[] texts) => new JsonArray([.. texts.Select(t => JsonValue.Create(t))]);
}

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

/// <summary>One of a few words, spelt exactly so.</summary>
internal sealed class ChoiceSetting<T>(string key, string option, string description, string standard, params (string Word, T Value)[] choices)
    : SingleSetting<T>(key, option, description, standard)
{
    public IEnumerable<string> Words => choices.Select(c => c.Word);

    public override string Expected => string.Join(" or ", Words);

    public override JsonObject Schema() => new() { ["enum"] = new JsonArray([.. Words.Select(w => JsonValue.Create(w))]) };

    protected override bool Accepts(string text) => Words.Contains(text);

    protected override T Parse(string text) => choices.First(c => c.Word == text).Value;
}

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
