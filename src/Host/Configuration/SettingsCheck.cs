namespace Emulator.Host.Configuration;

/// <summary>Finds keys that nobody reads and values that nobody understands.</summary>
internal static class SettingsCheck
{
    public static void Check(Layer layer)
    {
        foreach (var key in layer.Keys)
            if (!key.StartsWith('$') && !Settings.All.Any(s => Owns(s, key)))
                throw new UserError(Unknown(layer, key), layer.ExitCode);
        foreach (var setting in Settings.All)
            if (layer.SaysNull(setting))
                throw new UserError($"{layer.Name}: {setting.Key} is null; expected {setting.Expected}", layer.ExitCode);
            else if (layer.TextOf(setting) is { } text && !setting.Accepts(text))
                throw new UserError($"{layer.Name}: {NameIn(layer, setting)} is '{text}'; expected {setting.Expected}", layer.ExitCode);
    }

    private static bool Owns(Setting setting, string key) =>
        Same(key, setting.Key) || setting.IsList && key.LastIndexOf(':') is > 0 and var colon
            && Same(key[..colon], setting.Key) && int.TryParse(key[(colon + 1)..], out _);

    private static string Unknown(Layer layer, string key)
    {
        var group = Settings.All.Where(s => s.Key.StartsWith(key + ":", StringComparison.OrdinalIgnoreCase)).Select(s => s.Key).ToList();
        if (group.Count > 0)
            return $"{layer.Name}: {key} is a group; expected {string.Join(", ", group)} in it";
        if (key.LastIndexOf(':') is > 0 and var colon && Settings.All.FirstOrDefault(s => Same(s.Key, key[..colon])) is { } outer)
            return $"{layer.Name}: {outer.Key} is a group or an array; expected {outer.Expected}";
        return $"{layer.Name}: unknown key {key}; {Hints.Hint(key, Settings.All.Select(s => s.Key))}"
            + "'emulator config' lists every key";
    }

    private static string NameIn(Layer layer, Setting setting) => layer.ExitCode == ExitCode.Usage
        ? setting.Option
        : layer.Name == EffectiveSettings.FileName ? setting.Key : setting.Variable;

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
