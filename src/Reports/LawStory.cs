using Emulator.Engine.Laws;
using Emulator.Engine.Verification;

namespace Emulator.Reports;

/// <summary>The counterexample of a law that was explored.</summary>
public static class LawStory
{
    /// <summary>Its lines; none where there is no counterexample.</summary>
    public static IReadOnlyList<string> Of(LawResult result) =>
        result is ExploredLawResult explored ? [.. TraceText.Lines(explored.Row, explored.Found)] : [];
}
