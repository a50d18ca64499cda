namespace Emulator.Engine.Scenarios.Model;

/// <summary>A mistake in a scenario.</summary>
/// <param name="At">Where.</param>
/// <param name="Message">What was found, what was expected, and the nearest known word.</param>
internal sealed record Mistake(At At, string Message);
