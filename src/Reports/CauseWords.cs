using Emulator.Engine.Scenarios.Verdicts;

namespace Emulator.Reports;

/// <summary>What is said at a step that led to a loss, in pictures.</summary>
internal static class CauseWords
{
    public static string Of(CauseRole role) => role switch
    {
        CauseRole.Cleaned => "its entry is cleaned here",
        CauseRole.RecordTaken => "its record is taken here",
        CauseRole.MarkCleared => "its mark is cleared here",
        CauseRole.Freed => "its frame is freed here",
        CauseRole.Protected => "it is write-protected here",
        _ => "its translation is stale from here",
    };
}
