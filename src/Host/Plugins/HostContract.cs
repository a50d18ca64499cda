namespace Emulator.Host.Plugins;

/// <summary>The contract between plugins and this host.</summary>
internal static class HostContract
{
    /// <summary>Its assembly.</summary>
    public const string Name = "Emulator.Abstractions";

    public static Version Version { get; } = typeof(Architecture).Assembly.GetName().Version ?? new();
}
