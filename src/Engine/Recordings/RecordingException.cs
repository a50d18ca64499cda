namespace Emulator.Engine.Recordings;

/// <summary>
/// A recording can't be read. The message says where, what was expected and how to mend it, in one line.
/// </summary>
/// <param name="message">The line for the user.</param>
public sealed class RecordingException(string message) : Exception(message);
