namespace Emulator.Host.Plugins;

/// <summary>An architecture that can be run, and what it says of itself.</summary>
/// <param name="Architecture">The composition.</param>
/// <param name="Plugin">The name of its plugin's folder.</param>
/// <param name="Version">The plugin's version.</param>
/// <param name="File">The plugin's DLL.</param>
/// <param name="Facts">What it says of itself.</param>
internal sealed record LoadedArchitecture(Architecture Architecture, string Plugin, string Version, string File,
    ArchitectureFacts Facts)
{
    public string Name => Architecture.Name;
}
