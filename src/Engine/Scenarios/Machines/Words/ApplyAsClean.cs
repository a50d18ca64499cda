namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary><c>apply_as_clean</c></summary>
internal sealed class ApplyAsClean() : PassWord("apply_as_clean",
    "cleans the dirty entries of a range and records them: the engine's pass", clean: true);
