namespace Emulator.Engine.Scenarios.Machines.State;

/// <summary>A thread's text is longer than can be explored.</summary>
internal sealed class TooLongException(string thread) : Exception(thread);

/// <summary>A thread's text goes round without ever making a step.</summary>
internal sealed class EndlessTextException(string thread) : Exception(thread);
