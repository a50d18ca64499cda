using Emulator.Engine.Cpu;
using Emulator.Engine.Scenarios.Language;
using Emulator.Engine.Scenarios.Model;
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
        var given = options.Select(o => new KeyValuePair<string, string?>(o.Key, o.Value));
        var standard = Settings.All.Where(s => s.Standard is not null)
            .Select(s => new KeyValuePair<string, string?>(s.Key, s.Standard));
        var settings = new EffectiveSettings(
        [
            new("the command line", ExitCode.Usage, Provider(b => b.AddInMemoryCollection(given))),
            new("the environment", ExitCode.BadInput, Provider(b => b.AddEnvironmentVariables(Prefix))),
            new(FileName, ExitCode.BadInput, SettingsFile.Read()),
            new("built in", ExitCode.Defect, Provider(b => b.AddInMemoryCollection(standard))),
        ]);
        foreach (var layer in settings._layers.Where(l => l.Name != FileName))
            SettingsCheck.Check(layer);
        settings.CheckTlb();
        return settings;
    }

    public T Get<T>(Setting<T> setting) =>
        setting.Parse(Texts(setting) ?? throw new InvalidOperationException($"{setting.Key} is not set"));

    /// <summary>The value as one text, null where none is set.</summary>
    public string? Text(Setting setting) => Texts(setting) is { } texts ? string.Join(',', texts) : null;

    /// <summary>The value: one text, or a list's items; null where none is set.</summary>
    public string[]? Texts(Setting setting) => Find(setting).Texts;

    /// <summary>Where the value came from.</summary>
    public string OriginOf(Setting setting) =>
        Find(setting) is { Texts: not null } found ? found.Layer.Name : "not set";

    /// <summary>What a wrong value of this setting ends the process with.</summary>
    public int ExitCodeOf(Setting setting) => Find(setting).Layer.ExitCode;

    public TlbShape Tlb => new((int)Get(Settings.TlbEntries), (int)Get(Settings.TlbWays),
        Get(Settings.TlbReplacement), (ulong)Get(Settings.Seed));

    public RunOptions Run => new(Get(Settings.Pass), (ulong)Get(Settings.Every), (int)Get(Settings.Cores),
        Get(Settings.Flush), Get(Settings.Rules), Tlb);

    private void CheckTlb()
    {
        if (Tlb.Fault is not { } fault)
            return;
        var isOption = ExitCodeOf(Settings.TlbEntries) == ExitCode.Usage
            || ExitCodeOf(Settings.TlbWays) == ExitCode.Usage;
        throw new UserError($"{Settings.TlbEntries.Key} and {Settings.TlbWays.Key} don't fit "
            + $"({OriginOf(Settings.TlbEntries)}, {OriginOf(Settings.TlbWays)}): {fault}; change one of them",
            isOption ? ExitCode.Usage : ExitCode.BadInput);
    }

    private (string[]? Texts, Layer Layer) Find(Setting setting)
    {
        foreach (var layer in _layers)
            if (layer.TextsOf(setting) is { } texts)
                return (texts, layer);
        return (null, _layers[^1]);
    }

    private static IConfigurationRoot Provider(Action<IConfigurationBuilder> add)
    {
        var builder = new ConfigurationBuilder();
        add(builder);
        return builder.Build();
    }
}
