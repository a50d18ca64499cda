using Emulator.Host.Plugins;

namespace Emulator.Host.Runs;

/// <summary>What is said of plugins that were refused, where the work goes on without them.</summary>
internal static class RefusedPlugins
{
    public static void WarnOfRefused(this PluginCatalog catalog, Terminal terminal)
    {
        foreach (var refused in catalog.Refused)
            terminal.Warn($"plugin {refused.Plugin} was refused: {refused.Why}");
    }
}
