using Emulator.Host.Configuration;
using Emulator.Host.Plugins;

namespace Emulator.Host.Verbs;

/// <summary><c>compare</c>: a trace on every architecture, side by side.</summary>
internal sealed class CompareVerb(Terminal terminal) : TraceVerb(
    terminal, "compare", "Run a recorded trace on every loaded architecture and print them side by side.",
        Settings.Architectures)
{
    protected override IReadOnlyList<LoadedArchitecture> Choose(PluginCatalog catalog, EffectiveSettings settings,
        bool historic) => catalog.Chosen(settings, historic);
}
