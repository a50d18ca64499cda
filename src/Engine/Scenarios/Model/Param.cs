namespace Emulator.Engine.Scenarios.Model;

/// <summary>A parameter of a scenario: explored for every value.</summary>
internal sealed record Param(string Name, IReadOnlyList<string> Values);
