namespace Emulator.Host.Files;

/// <summary>A line of a batch can't be answered. Where it doesn't say what it has to, the message names the field and what
/// was expected.</summary>
internal sealed class BatchException(string message) : Exception(message);
