using System.CommandLine;
using Emulator.Host.Configuration;
using Emulator.Host.Files;
using Emulator.Host.Plugins;
using Emulator.Host.Runs;

namespace Emulator.Host.Verbs;

/// <summary>A verb that runs a recorded trace on some of the loaded architectures.</summary>
internal abstract class TraceVerb(Terminal terminal, string name, string description, Setting chooses) : IVerb
{
    private readonly Setting[] _used =
    [
        Settings.Trace, chooses, Settings.Pass, Settings.Every, Settings.Cores, Settings.Flush, Settings.Rules,
        Settings.TlbEntries, Settings.TlbWays, Settings.TlbReplacement, Settings.Seed, Settings.FoldAddresses,
        Settings.Plugins, Settings.Locked,
    ];

    public Command Build()
    {
        var command = new Command(name, description);
        command.Add(_used);
        var pagesOut = RecordedPagesFile.Option();
        var json = VerbOptions.Json();
        var historic = VerbOptions.Historic();
        if (chooses == Settings.Architectures)
            command.Options.Add(historic);
        command.Options.Add(pagesOut);
        command.Options.Add(json);
        command.SetAction(parsed =>
        {
            var settings = EffectiveSettings.Read(parsed.Given(_used));
            var catalog = PluginCatalog.Load(settings);
            return new TraceRun(terminal, settings, catalog, parsed.GetValue(json), parsed.GetValue(pagesOut),
                    isNamed: settings.Text(chooses) is { Length: > 0 })
                .Run(Choose(catalog, settings, parsed.GetValue(historic)));
        });
        return command;
    }

    /// <summary>The architectures to run on.</summary>
    protected abstract IReadOnlyList<LoadedArchitecture> Choose(PluginCatalog catalog, EffectiveSettings settings,
        bool historic);
}
