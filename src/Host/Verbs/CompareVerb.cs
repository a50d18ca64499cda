using System.CommandLine;
using Emulator.Engine.Workloads;
using Emulator.Host.Configuration;
using Emulator.Host.Plugins;
using Emulator.Host.Rendering;

namespace Emulator.Host.Verbs;

/// <summary><c>compare</c>: a trace on every architecture, side by side.</summary>
internal sealed class CompareVerb(Terminal terminal) : IVerb
{
    private static readonly Setting[] Used =
    [
        Settings.Trace, Settings.Architectures, Settings.Pass, Settings.Every, Settings.Cores, Settings.Flush, Settings.Rules,
        Settings.TlbEntries, Settings.TlbWays, Settings.TlbReplacement, Settings.Seed, Settings.Plugins,
    ];

    public Command Build()
    {
        var command = new Command("compare", "Run a recorded trace on every loaded architecture and print them side by side.");
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
                .Run(catalog.Chosen(settings));
        });
        return command;
    }
}
