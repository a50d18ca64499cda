using Emulator.Engine.Scenarios.Verdicts;

namespace Emulator.Host.Runs;

/// <summary>Exploring a row failed, and no plugin is to blame.</summary>
internal sealed class ExplorationException(RowFailure failure)
    : Exception($"{failure.Cause.GetType().Name}{failure.Where} on {failure.Architecture}: "
        + failure.Cause.Message.Split('\n')[0].TrimEnd('.'), failure.Cause);
