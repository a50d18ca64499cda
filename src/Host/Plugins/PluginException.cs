namespace Emulator.Host.Plugins;

/// <summary>A plugin is refused. The message is one line: what was found, what was expected, how to mend it.</summary>
internal sealed class PluginException(string message) : Exception(OneLine.Of(message));
