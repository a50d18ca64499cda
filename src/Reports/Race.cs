using System.Globalization;
using System.Text.RegularExpressions;
using Emulator.Engine.Scenarios.Model;
using Emulator.Engine.Scenarios.Verdicts;

namespace Emulator.Reports;

/// <summary>A race of the museum: one story, and what was found of it as it shipped, mended, and mended in
/// half.</summary>
/// <remarks>What shipped is a row <c>kernel = as_shipped</c>; where architectures as they once were are named after the
/// race, it is they alone. What mends it is a row <c>kernel = fixed</c>, or the same row on the architectures of
/// today.</remarks>
internal sealed partial class Race
{
    private const string Kernel = "kernel", ShippedRow = "as_shipped", MendedRow = "fixed";
    public const string NotExplored = "not-explored", NotApplicable = "not-applicable";
    private readonly bool _hasOwn, _hasMended;

    public Race(Scenario scenario, IReadOnlyList<RowResult> results)
    {
        (Scenario, Results) = (scenario, results);
        (Id, Number) = Name().Match(scenario.Name) is { Success: true } m
            ? (m.Value, int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)) : (scenario.Name, 0);
        _hasOwn = scenario.Architectures.Any(a => IsOwn(a.Text));
        _hasMended = scenario.Params.Any(p => p.Name == Kernel && p.Values.Contains(MendedRow));
    }

    public Scenario Scenario { get; }

    public IReadOnlyList<RowResult> Results { get; }

    /// <summary>R10; R5a where a race has several stories.</summary>
    public string Id { get; }

    public int Number { get; }

    public IReadOnlyList<RowResult> AsShipped => [.. Results
        .Where(r => r.Row[Kernel] is null or ShippedRow && (!_hasOwn || IsOwn(r.Architecture)))];

    public IReadOnlyList<RowResult> Fixed => [.. Results.Where(r => _hasMended ? r.Row[Kernel] == MendedRow
        : _hasOwn && r.Row[Kernel] is null or ShippedRow && !IsOwn(r.Architecture))];

    /// <summary>Rows that look like a fix.</summary>
    public IReadOnlyList<RowResult> HalfFixes =>
        [.. Results.Where(r => r.Row[Kernel] is not (null or ShippedRow or MendedRow))];

    /// <summary>The shortest counterexample of what shipped; null: none was found.</summary>
    public (RowResult Result, PropertyVerdict Verdict)? Found => AsShipped.Where(r => !IsUnasked(r))
        .SelectMany(r => r.Verdicts.Where(v => v.Trace is not null).Select(v => (r, v)))
        .OrderBy(f => f.v.Trace?.Steps.Count).Select(f => ((RowResult, PropertyVerdict)?)f).FirstOrDefault();

    /// <summary>Where what shipped is violated.</summary>
    public IReadOnlyList<string> Architectures =>
        [.. AsShipped.Where(r => Has(r, Verdict.Violated)).Select(r => r.Architecture).Distinct()];

    /// <summary>Whether what shipped was explored at all: where only some architectures are asked for, it may not
    /// be.</summary>
    public bool IsShown => AsShipped.Count > 0;

    public int? Steps => Found?.Verdict.Trace?.Steps.Count;

    /// <summary>Whether what mends it was proved: every property that what shipped violates holds wherever it can be
    /// asked, and not for want of anything that could break it.</summary>
    public bool IsProved => Fixed.Count > 0
        && Fixed.Where(r => !IsUnasked(r)).SelectMany(r => r.Verdicts)
            .All(v => v.Verdict is Verdict.Holds or Verdict.NotApplicable)
        && Asked.Any() && Asked.All(v => v.Vacuous is null);

    /// <summary>What was found of what shipped: <c>violated</c>, <c>holds</c>, <c>inconclusive</c> where the
    /// exploration was ended before, <c>not-explored</c> where it isn't for the architectures that were asked for, or
    /// <c>not-applicable</c> where all their formats lack what it speaks of.</summary>
    public string Shipped => Said(AsShipped, Steps is not null);

    /// <summary>What was found of what mends it.</summary>
    public string Mended => IsProved ? "holds" : Said(Fixed, isViolated: true);

    /// <summary>What was found of rows.</summary>
    public static string Said(IEnumerable<RowResult> rows) => Said(rows, rows.Any(r => Has(r, Verdict.Violated)));

    /// <summary>Whether a row can't be asked: the format lacks what it speaks of, or faults are final where it counts
    /// on a handler.</summary>
    public static bool IsUnasked(RowResult row) => row.Verdicts.Any(v => v.TurnsOnFinalFault)
        || row.Verdicts.All(v => v.Verdict == Verdict.NotApplicable);

    private IEnumerable<RowResult> Unasked =>
        new[] { AsShipped, Fixed }.Where(rows => rows.All(IsUnasked)).SelectMany(rows => rows);

    /// <summary>What the formats lack of what shipped, or of what mends it, where it can't be asked of any.</summary>
    public IReadOnlyList<string> Lacks => [.. FeatureNames.Lacking(Unasked.Aggregate(PteFeatures.None, (all, r) =>
        all | r.Lacks)), .. Unasked.SelectMany(r => r.Verdicts).Where(v => v.TurnsOnFinalFault).Take(1)
            .Select(_ => "a fault handler")];

    public bool IsUndecided => Results.Any(r => Has(r, Verdict.Inconclusive));

    public bool IsAsExpected => Results.SelectMany(r => r.Verdicts).All(v => v.IsMet);

    public long States => Results.Sum(r => r.Findings?.Coverage.States ?? 0);

    public double Seconds => Results.Sum(r => r.Findings?.Time.TotalSeconds ?? 0);

    public string About(string key) => Scenario.About.GetValueOrDefault(key, "");

    private static string Said(IEnumerable<RowResult> rows, bool isViolated) =>
        !rows.Any() ? NotExplored
        : rows.All(IsUnasked) ? NotApplicable
        : !rows.Any(r => Has(r, Verdict.Violated)) && rows.Any(r => Has(r, Verdict.Inconclusive)) ? "inconclusive"
        : isViolated ? "violated" : "holds";

    private static bool Has(RowResult row, Verdict verdict) =>
        !IsUnasked(row) && row.Verdicts.Any(v => v.Verdict == verdict);

    // What the fix has to answer for.
    private IEnumerable<PropertyVerdict> Asked => Fixed.Where(r => !IsUnasked(r)).SelectMany(r => r.Verdicts)
        .Where(v => v.Verdict == Verdict.Holds && (Violated.Count == 0 || Violated.Contains(v.Property)));

    private HashSet<Property> Violated => [.. AsShipped.Where(r => !IsUnasked(r)).SelectMany(r => r.Verdicts)
        .Where(v => v.Verdict == Verdict.Violated).Select(v => v.Property)];

    // x86-r1 is R1's, arm64-r5a is R5a's, arm64-r35-a55 is R35's and all its stories'.
    private bool IsOwn(string architecture) =>
        architecture.Split('-').Any(part => part == Id.ToLowerInvariant() || part == $"r{Number}");

    [GeneratedRegex(@"^[A-Za-z]+(\d+)[a-z]?(?=-|$)")]
    private static partial Regex Name();
}
