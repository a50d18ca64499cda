using System.Globalization;
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

    /// <summary>Whether a text is accepted.</summary>
    public abstract bool Accepts(string text);

    /// <summary>What the file's schema says of it.</summary>
    public abstract JsonObject Schema();

    /// <summary>The value as it would stand in the file.</summary>
    public virtual JsonNode ToJson(string text) => JsonValue.Create(text);
}

/// <summary>A setting whose value is a <typeparamref name="T"/>.</summary>
internal abstract class Setting<T>(string key, string option, string description, string? standard)
    : Setting(key, option, description, standard)
{
    public abstract T Parse(string text);
}

/// <summary>Any text that isn't empty: a name or a path.</summary>
internal sealed class TextSetting(string key, string option, string expected, string description, string? standard)
    : Setting<string>(key, option, description, standard)
{
    public override string Expected => expected;

    public override bool Accepts(string text) => text.Length > 0;

    public override string Parse(string text) => text;

    public override JsonObject Schema() => new() { ["type"] = "string", ["minLength"] = 1 };
}

/// <summary>Several texts: an array in the file, divided by commas elsewhere.</summary>
internal sealed class ListSetting(string key, string option, string expected, string description, string? standard)
    : Setting<string[]>(key, option, description, standard)
{
    public override string Expected => expected;

    public override bool IsList => true;

    public override bool Accepts(string text) => text.Length == 0 || Parse(text).Length > 0;

    public override string[] Parse(string text) =>
        text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public override JsonObject Schema() =>
        new() { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string", ["minLength"] = 1 } };

    public override JsonNode ToJson(string text) => new JsonArray([.. Parse(text).Select(t => JsonValue.Create(t))]);
}

/// <summary>A whole number between two others.</summary>
internal sealed class WholeSetting(string key, string option, long least, long most, string description, long standard)
    : Setting<long>(key, option, description, standard.ToString(CultureInfo.InvariantCulture))
{
    public override string Expected => $"a whole number from {least} to {most}";

    public override bool Accepts(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most;

    public override long Parse(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    public override JsonObject Schema() => new() { ["type"] = "integer", ["minimum"] = least, ["maximum"] = most };

    public override JsonNode ToJson(string text) => JsonValue.Create(Parse(text));
}

/// <summary>One of a few words.</summary>
internal sealed class ChoiceSetting<T>(string key, string option, string description, string standard, params (string Word, T Value)[] choices)
    : Setting<T>(key, option, description, standard)
{
    public IEnumerable<string> Words => choices.Select(c => c.Word);

    public override string Expected => string.Join(" or ", Words);

    public override bool Accepts(string text) => choices.Any(c => Is(c.Word, text));

    public override T Parse(string text) => choices.First(c => Is(c.Word, text)).Value;

    public override JsonObject Schema() => new() { ["enum"] = new JsonArray([.. Words.Select(w => JsonValue.Create(w))]) };

    private static bool Is(string word, string text) => string.Equals(word, text, StringComparison.OrdinalIgnoreCase);
}
