namespace Emulator.Host.Plugins;

/// <summary>A plugin that isn't used.</summary>
/// <param name="Plugin">The name of its folder.</param>
/// <param name="Path">Where it is.</param>
/// <param name="Why">One line: what was found, what was expected, how to mend it.</param>
internal sealed record RefusedPlugin(string Plugin, string Path, string Why);
