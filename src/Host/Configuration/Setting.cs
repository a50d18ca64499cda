using System.Text.Json;
using System.Text.Json.Nodes;

namespace Emulator.Host.Configuration;

/// <summary>A key of the configuration: its meaning, its default, what it accepts. The one place where each is
/// said.</summary>
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
