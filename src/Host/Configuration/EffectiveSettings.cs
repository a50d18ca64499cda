using Emulator.Engine.Cpu;
using Emulator.Engine.Workloads;
using Microsoft.Extensions.Configuration;

namespace Emulator.Host.Configuration;

/// <summary>The values in force: options over the environment over <c>./emulator.json</c> over what is built in.</summary>
internal sealed class EffectiveSettings
{
    public const string FileName = "emulator.json", Prefix = "EMULATOR__";
    private readonly List<Layer> _layers;

    private EffectiveSettings(List<Layer> layers) => _layers = layers;

    /// <summary>Reads every layer and checks every key and value.</summary>
    /// <param name="options">Given on the command line, by key.</param>
    /// <exception cref="UserError">A key is unknown, a value isn't what was expected, or the file isn't JSON.</exception>
    public static EffectiveSettings Read(IReadOnlyDictionary<string, string> options)
    {
        var standard = Settings.All.Where(s => s.Standard is not null).ToDictionary(s => s.Key, s => s.Standard);
        var settings = new EffectiveSettings(
        [
            new("the command line", ExitCode.Usage, Provider(b => b.AddInMemoryCollection(options!))),
            new("the environment", ExitCode.BadInput, Provider(b => b.AddEnvironmentVariables(Prefix))),
            new(FileName, ExitCode.BadInput, File()),
            new("built in", ExitCode.Defect, Provider(b => b.AddInMemoryCollection(standard))),
        ]);
        settings._layers.ForEach(SettingsCheck.Check);
        if (settings.Tlb.Fault is { } fault)
            throw new UserError($"{Settings.TlbEntries.Key} and {Settings.TlbWays.Key} don't fit ({settings.OriginOf(Settings.TlbEntries)}, "
                + $"{settings.OriginOf(Settings.TlbWays)}): {fault}; change one of them",
                settings.Find(Settings.TlbEntries).Layer.ExitCode == ExitCode.Usage || settings.Find(Settings.TlbWays).Layer.ExitCode == ExitCode.Usage
                    ? ExitCode.Usage : ExitCode.BadInput);
        return settings;
    }

    public T Get<T>(Setting<T> setting) => setting.Parse(Text(setting) ?? throw new InvalidOperationException($"{setting.Key} is not set"));

    /// <summary>The value as text, null where none is set.</summary>
    public string? Text(Setting setting) => Find(setting).Text;

    /// <summary>Where the value came from.</summary>
    public string OriginOf(Setting setting) => Find(setting) is { Text: not null } found ? found.Layer.Name : "not set";

    /// <summary>What a wrong value of this setting ends the process with.</summary>
    public int ExitCodeOf(Setting setting) => Find(setting).Layer.ExitCode;

    public TlbShape Tlb => new((int)Get(Settings.TlbEntries), (int)Get(Settings.TlbWays), Get(Settings.TlbReplacement), (ulong)Get(Settings.Seed));

    public RunOptions Run => new(Get(Settings.Pass), (ulong)Get(Settings.Every), (int)Get(Settings.Cores),
        Get(Settings.Flush), Get(Settings.Rules), Tlb);

    private (string? Text, Layer Layer) Find(Setting setting)
    {
        foreach (var layer in _layers)
            if (layer.TextOf(setting) is { } text)
                return (text, layer);
        return (null, _layers[^1]);
    }

    private static IConfigurationRoot Provider(Action<IConfigurationBuilder> add)
    {
        var builder = new ConfigurationBuilder();
        add(builder);
        return builder.Build();
    }

    private static IConfigurationRoot File()
    {
        try
        {
            var path = Path.Combine(Directory.GetCurrentDirectory(), FileName);
            return Provider(b => b.SetBasePath(Path.GetDirectoryName(path)!).AddJsonFile(FileName, optional: true));
        }
        catch (Exception e) when (e is InvalidDataException or FormatException or IOException or UnauthorizedAccessException)
        {
            var reason = (e.InnerException?.InnerException ?? e.InnerException ?? e).Message;
            throw new UserError($"{FileName}: can't be read: {reason.Split('\n')[0].TrimEnd('.')}; expected a JSON object "
                + "of settings, see 'emulator config schema'");
        }
    }
}

/// <summary>One source of settings.</summary>
internal sealed record Layer(string Name, int ExitCode, IConfigurationRoot Values)
{
    /// <summary>Its text for a setting; a list's items joined by commas; null where it says nothing.</summary>
    public string? TextOf(Setting setting)
    {
        if (Values[setting.Key] is { } text)
            return text;
        var items = setting.IsList ? Values.GetSection(setting.Key).GetChildren().Select(c => c.Value).OfType<string>().ToList() : [];
        return items.Count == 0 ? null : string.Join(',', items);
    }

    /// <summary>Whether it has the setting's key without a value.</summary>
    public bool SaysNull(Setting setting) => Values.GetSection(setting.Key) is { Value: null } section && !section.GetChildren().Any()
        && Values.AsEnumerable().Any(p => string.Equals(p.Key, setting.Key, StringComparison.OrdinalIgnoreCase));

    /// <summary>Every key that has a value.</summary>
    public IEnumerable<string> Keys => Values.AsEnumerable().Where(p => p.Value is not null).Select(p => p.Key);
}
