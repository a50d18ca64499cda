using Microsoft.Extensions.Configuration;

namespace Emulator.Host.Configuration;

/// <summary>One source of settings.</summary>
internal sealed record Layer(string Name, int ExitCode, IConfigurationRoot Values)
{
    /// <summary>What it says of a setting: one text, or a list's items; null where it says nothing.</summary>
    public string[]? TextsOf(Setting setting)
    {
        if (Values[setting.Key] is { } text)
            return setting.Split(text);
        string[] items = setting.IsList ? [.. Values.GetSection(setting.Key).GetChildren().Select(c => c.Value).OfType<string>()] : [];
        return items.Length > 0 || Names(setting) ? items : null;
    }

    /// <summary>Every key that has a value.</summary>
    public IEnumerable<string> Keys => Values.AsEnumerable().Where(p => p.Value is not null).Select(p => p.Key);

    // An empty array leaves its key behind.
    private bool Names(Setting setting) => setting.IsList
        && Values.AsEnumerable().Any(p => string.Equals(p.Key, setting.Key, StringComparison.OrdinalIgnoreCase));
}
