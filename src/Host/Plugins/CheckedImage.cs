namespace Emulator.Host.Plugins;

/// <summary>An image that was found to be a plugin for this host; nothing else is loaded.</summary>
/// <param name="Image">The bytes that were checked.</param>
/// <param name="Version">The version that its DLL says it has.</param>
internal sealed record CheckedImage(PluginImage Image, string Version);
