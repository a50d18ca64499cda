namespace Emulator.Reports;

/// <summary>What was found in the plugin folders.</summary>
/// <param name="Architectures">Those that can be run, by name.</param>
/// <param name="Refused">Plugins that aren't used.</param>
internal sealed record ListedPlugins(
    IReadOnlyList<ListedArchitecture> Architectures, IReadOnlyList<(string Plugin, string Path, string Why)> Refused);
