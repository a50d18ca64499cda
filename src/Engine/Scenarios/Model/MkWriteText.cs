namespace Emulator.Engine.Scenarios.Model;

/// <summary>A handler of write faults in place of the default one.</summary>
internal sealed record MkWriteText(string Page, Block Body);
