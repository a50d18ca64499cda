namespace Emulator.Host.Configuration;

/// <summary>A setting whose value is a <typeparamref name="T"/>.</summary>
internal abstract class Setting<T>(string key, string option, string description, string? standard)
    : Setting(key, option, description, standard)
{
    public abstract T Parse(string[] texts);
}
