using System.CommandLine;
using Emulator.Host.Configuration;
using Emulator.Host.Plugins;
using Emulator.Host.Rendering;

namespace Emulator.Host.Verbs;

/// <summary><c>run</c>: a trace on the one architecture that the configuration names.</summary>
internal sealed class RunVerb(Terminal terminal) : IVerb
{
    private static readonly Setting[] Used =
    [
        Settings.Trace, Settings.Architecture, Settings.Pass, Settings.Every, Settings.Cores, Settings.Flush, Settings.Rules,
        Settings.TlbEntries, Settings.TlbWays, Settings.TlbReplacement, Settings.Seed, Settings.Plugins,
    ];

    public Command Build()
    {
        var command = new Command("run", "Run a recorded trace on the one architecture that the configuration names.");
        command.Add(Used);
        var pagesOut = PagesFile.Option();
        var json = VerbOptions.Json();
        command.Options.Add(pagesOut);
        command.Options.Add(json);
        command.SetAction(parsed =>
        {
            var settings = EffectiveSettings.Read(parsed.Given(Used));
            var catalog = PluginCatalog.Load(settings);
            return new TraceReport(terminal, settings, catalog, parsed.GetValue(json), parsed.GetValue(pagesOut))
                .Run([catalog.One(settings)]);
        });
        return command;
    }
}
