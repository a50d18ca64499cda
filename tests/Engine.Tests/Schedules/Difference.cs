namespace Emulator.Engine.Tests.Schedules;

/// <summary>A machine and the real cores are not, or do not, the same.</summary>
internal sealed class Difference(string message) : Exception(message);
