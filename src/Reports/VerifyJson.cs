namespace Emulator.Reports;

/// <summary>Laws' verdicts as one JSON document: docs/json.md.</summary>
internal static class VerifyJson
{
    private const int SchemaVersion = 1;

    public static string Of(IReadOnlyList<VerifiedLaw> verdicts) => Json.Document(new
    {
        SchemaVersion,
        Results = verdicts.Select(v => new { v.Architecture, v.Law, v.Verdict, v.Entry, v.Why, v.Follows }),
    });
}
