namespace Emulator.Engine.Formats;

/// <summary>An architecture plugin contradicts itself: its answers can't all be right.</summary>
/// <param name="message">What was seen.</param>
public sealed class ArchitectureDefect(string message) : Exception(message);
