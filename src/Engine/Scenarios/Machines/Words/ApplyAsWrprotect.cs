namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary><c>apply_as_wrprotect</c></summary>
internal sealed class ApplyAsWrprotect() : PassWord("apply_as_wrprotect",
    "write-protects the writable entries of a range: the engine's pass", clean: false);
