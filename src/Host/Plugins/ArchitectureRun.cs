namespace Emulator.Host.Plugins;

/// <summary>Running an architecture so that a failure is its plugin's, by name.</summary>
internal static class ArchitectureRun
{
    /// <summary>Does work that runs it.</summary>
    /// <exception cref="PluginFault">Its plugin failed.</exception>
    public static T Run<T>(this LoadedArchitecture architecture, Func<Architecture, T> work)
    {
        try
        {
            return work(architecture.Architecture);
        }
        catch (Exception e) when (PluginFault.IsOne(e))
        {
            throw new PluginFault(architecture, e);
        }
    }
}
