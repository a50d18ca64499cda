using Emulator.Host.Configuration;
using Emulator.Host.Plugins;

namespace Emulator.Host.Verbs;

/// <summary><c>run</c>: a trace on the one architecture that the configuration names.</summary>
internal sealed class RunVerb(Terminal terminal) : TraceVerb(
    terminal, "run", "Run a recorded trace on the one architecture that the configuration names.",
        Settings.Architecture)
{
    protected override IReadOnlyList<LoadedArchitecture> Choose(PluginCatalog catalog, EffectiveSettings settings,
        bool historic) => [catalog.One(settings)];
}
