namespace Emulator.Engine.Scenarios.Model;

/// <summary>What a line says of a core's TLB at the start.</summary>
internal sealed record TlbLine(string Core, string? Page, string Filled);
