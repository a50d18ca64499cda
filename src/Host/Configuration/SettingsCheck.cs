using System.Text.Json;

namespace Emulator.Host.Configuration;

/// <summary>Finds keys that nobody reads and values that nobody understands.</summary>
internal static class SettingsCheck
{
    /// <summary>Checks the command line's or the environment's.</summary>
    public static void Check(Layer layer)
    {
        foreach (var key in layer.Keys)
            if (!Settings.All.Any(s => Owns(s, key)))
                throw new UserError($"{layer.Name}: {Unknown(key)}", layer.ExitCode);
        foreach (var setting in Settings.All)
            if (layer.TextsOf(setting) is { } texts && !setting.Accepts(texts))
                throw new UserError($"{layer.Name}: {NameIn(layer, setting)} "
                    + $"{setting.Fault($"'{layer.Values[setting.Key]}'")}", layer.ExitCode);
    }

    /// <summary>Checks the file's, which has types too: its schema.</summary>
    /// <param name="group">The whole, or a group in it.</param>
    /// <param name="path">The group's keys, each with a colon after it.</param>
    public static void Check(JsonElement group, string path = "")
    {
        foreach (var member in group.EnumerateObject())
        {
            var key = path + member.Name;
            if (Settings.All.FirstOrDefault(s => Same(s.Key, key)) is { } setting)
                Expect(setting.Accepts(member.Value), $"{setting.Key} {setting.Fault(Shown(member.Value))}");
            else if (member.Value.ValueKind == JsonValueKind.Object && IsGroup(key))
                Check(member.Value, key + ":");
            else if (key == "$schema")
                Expect(member.Value.ValueKind == JsonValueKind.String,
                    $"$schema is {Shown(member.Value)}; expected a string");
            else
                throw Wrong(Unknown(key));
        }
    }

    private static void Expect(bool holds, string fault)
    {
        if (!holds)
            throw Wrong(fault);
    }

    private static UserError Wrong(string fault) => new($"{EffectiveSettings.FileName}: {fault}");

    private static string Shown(JsonElement value) => (value.ValueKind, value.GetRawText()) switch
    {
        (_, { Length: <= 60 } text) when !text.Contains('\n') => text,
        (JsonValueKind.Object, _) => "an object",
        (JsonValueKind.Array, _) => "an array that holds something else",
        _ => "a long text",
    };

    private static bool IsGroup(string key) => Settings.All.Any(s =>
        s.Key.StartsWith(key + ":", StringComparison.OrdinalIgnoreCase));

    private static bool Owns(Setting setting, string key) =>
        Same(key, setting.Key) || setting.IsList && key.LastIndexOf(':') is > 0 and var colon
            && Same(key[..colon], setting.Key) && int.TryParse(key[(colon + 1)..], out _);

    private static string Unknown(string key)
    {
        var group = Settings.All.Where(s => s.Key.StartsWith(key + ":", StringComparison.OrdinalIgnoreCase))
            .Select(s => s.Key).ToList();
        if (group.Count > 0)
            return $"{key} is a group; expected {string.Join(", ", group)} in it";
        var hint = Hints.Hint(key, Settings.All.Select(s => s.Key));
        return $"unknown key {key}; {hint}'emulator config' lists every key";
    }

    private static string NameIn(Layer layer, Setting setting) => layer.ExitCode == ExitCode.Usage ? setting.Option
        : setting.Variable;

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
