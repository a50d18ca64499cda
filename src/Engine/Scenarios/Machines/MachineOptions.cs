using Emulator.Engine.Scenarios.Machines.State;

namespace Emulator.Engine.Scenarios.Machines;

/// <summary>How a machine is built.</summary>
/// <param name="Fine">Whether steps that nobody can tell apart stay apart.</param>
/// <param name="Folds">Whether threads with the same text are folded together.</param>
/// <param name="Parts">What it is made of; null: the engine's own.</param>
internal readonly record struct MachineOptions(bool Fine = false, bool Folds = true, Parts? Parts = null);
