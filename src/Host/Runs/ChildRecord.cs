using System.Text.Json;
using Emulator.Reports;

namespace Emulator.Host.Runs;

/// <summary>What a child process that verifies a plugin tells its parent, line by line: what the plugin exports, a line for
/// each law of each architecture, and a last line that says that this is all; or one line that says why it was
/// refused.</summary>
internal static class ChildRecord
{
    private const string Complete = "complete", RefusedBegins = "refused ", ExportsBegins = "exports ";

    /// <summary>The only line of a record of a plugin that was refused.</summary>
    public static string Refused(string why) => RefusedBegins + why;

    /// <summary>The lines of a whole record, each when it is known.</summary>
    public static IEnumerable<string> Lines(
        IReadOnlyList<string> architectures, Func<string, IEnumerable<VerifiedLaw>> verify) =>
        new[] { ExportsBegins + string.Join(' ', architectures) }
            .Concat(architectures.SelectMany(verify).Select(law => law.ToLine())).Append(Complete);

    /// <summary>Why the plugin was refused; null: it wasn't.</summary>
    public static string? WhyRefused(List<string> lines) =>
        lines is [var line] && line.StartsWith(RefusedBegins, StringComparison.Ordinal)
            ? line[RefusedBegins.Length..] : null;

    /// <summary>The verdicts of a record that is whole: so many laws of every architecture that the plugin exports, and
    /// its end.</summary>
    /// <returns>Null: it isn't whole, or no record of ours.</returns>
    public static IReadOnlyList<VerifiedLaw>? Verdicts(List<string> lines, int laws)
    {
        if (lines is not [var first, .. var records, Complete]
            || !first.StartsWith(ExportsBegins, StringComparison.Ordinal))
            return null;
        var architectures = first[ExportsBegins.Length..].Split(' ');
        try
        {
            var verdicts = records.Select(VerifiedLaw.FromLine).ToList();
            return verdicts.Count == architectures.Length * laws
                && verdicts.Select(v => v.Architecture).Distinct().SequenceEqual(architectures)
                && verdicts.DistinctBy(v => (v.Architecture, v.Law)).Count() == verdicts.Count ? verdicts : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
