using System.Text.Json;

namespace Emulator.Host.Configuration;

/// <summary>A setting that one text says.</summary>
internal abstract class SingleSetting<T>(string key, string option, string description, string? standard)
    : Setting<T>(key, option, description, standard)
{
    public sealed override bool Accepts(string[] texts) => texts is [var text] && Accepts(text);

    public override bool Accepts(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.GetString() is { } text && Accepts(text);

    public sealed override T Parse(string[] texts) => Parse(texts[0]);

    protected abstract bool Accepts(string text);

    protected abstract T Parse(string text);
}
