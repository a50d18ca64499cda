using Emulator.Engine.Cpu;
using Emulator.Engine.Workloads;
using Microsoft.Extensions.Configuration;

namespace Emulator.Host.Configuration;

/// <summary>The values in force: options over the environment over <c>./emulator.json</c> over what is built
/// in.</summary>
internal sealed class EffectiveSettings
{
    public const string FileName = "emulator.json", Prefix = "EMULATOR__";
    private readonly List<Layer> _layers;

    private EffectiveSettings(List<Layer> layers) => _layers = layers;

    /// <summary>Reads every layer and checks every key and value.</summary>
    /// <param name="options">Given on the command line, by key.</param>
    /// <exception cref="UserError">A key is unknown, a value isn't what was expected, or the file isn't
    /// JSON.</exception>
    public static EffectiveSettings Read(IReadOnlyDictionary<string, string> options)
    {
        var standard = Settings.All.Where(s => s.Standard is not null).ToDictionary(s => s.Key, s => s.Standard);
        var settings = new EffectiveSettings(
        [
            new("the command line", ExitCode.Usage, Provider(b => b.AddInMemoryCollection(options.Select(Given)))),
            new("the environment", ExitCode.BadInput, Provider(b => b.AddEnvironmentVariables(Prefix))),
            new(FileName, ExitCode.BadInput, SettingsFile.Read()),
            new("built in", ExitCode.Defect, Provider(b => b.AddInMemoryCollection(standard))),
        ]);
        foreach (var layer in settings._layers.Where(l => l.Name != FileName))
            SettingsCheck.Check(layer);
        if (settings.Tlb.Fault is { } fault)
            throw settings.DoNotFit(Settings.TlbEntries, Settings.TlbWays, fault);
        return settings;
    }

    private UserError DoNotFit(Setting one, Setting other, string fault) => new(
        $"{one.Key} and {other.Key} don't fit ({OriginOf(one)}, {OriginOf(other)}): {fault}; change one of them",
        ExitCodeOf(one) == ExitCode.Usage || ExitCodeOf(other) == ExitCode.Usage ? ExitCode.Usage : ExitCode.BadInput);

    public T Get<T>(Setting<T> setting) => setting.Parse(Texts(setting)
        ?? throw new InvalidOperationException($"{setting.Key} is not set"));

    /// <summary>The value as one text, null where none is set.</summary>
    public string? Text(Setting setting) => Texts(setting) is { } texts ? string.Join(',', texts) : null;

    /// <summary>The value: one text, or a list's items; null where none is set.</summary>
    public string[]? Texts(Setting setting) => Find(setting).Texts;

    /// <summary>Where the value came from.</summary>
    public string OriginOf(Setting setting) => Find(setting) is { Texts: not null } found ? found.Layer.Name
        : "not set";

    /// <summary>What a wrong value of this setting ends the process with.</summary>
    public int ExitCodeOf(Setting setting) => Find(setting).Layer.ExitCode;

    public TlbShape Tlb => new((int)Get(Settings.TlbEntries), (int)Get(Settings.TlbWays), Get(Settings.TlbReplacement),
        (ulong)Get(Settings.Seed));

    public RunOptions Run => new(Get(Settings.Pass), (ulong)Get(Settings.Every), (int)Get(Settings.Cores),
        Get(Settings.Flush), Get(Settings.Rules), Tlb);

    private (string[]? Texts, Layer Layer) Find(Setting setting)
    {
        foreach (var layer in _layers)
            if (layer.TextsOf(setting) is { } texts)
                return (texts, layer);
        return (null, _layers[^1]);
    }

    private static KeyValuePair<string, string?> Given(KeyValuePair<string, string> option) =>
        new(option.Key, option.Value);

    private static IConfigurationRoot Provider(Action<IConfigurationBuilder> add)
    {
        var builder = new ConfigurationBuilder();
        add(builder);
        return builder.Build();
    }
}
