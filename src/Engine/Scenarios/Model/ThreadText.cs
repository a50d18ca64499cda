namespace Emulator.Engine.Scenarios.Model;

/// <summary>A thread: a core of its own, and a text.</summary>
/// <param name="Name">Its name, and its core's.</param>
/// <param name="Body">Its statements.</param>
/// <param name="At">Where it stands.</param>
internal sealed record ThreadText(string Name, Block Body, At At);
