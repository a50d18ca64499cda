using System.Text.Json;
using Emulator.Engine.Laws;
using Emulator.Engine.Verification;

namespace Emulator.Reports;

/// <summary>What became of a law on an architecture, in words: what a child process tells its parent.</summary>
/// <param name="Architecture">The architecture; the plugin's file where it didn't get that far.</param>
/// <param name="Law">The law's name; <c>plugin</c> where the plugin failed as a whole.</param>
/// <param name="Verdict">holds, broken, exempt or not-checked.</param>
/// <param name="Entry">The smallest entry that breaks it; null where none does.</param>
/// <param name="Why">How it is broken, or why it is exempt; null otherwise.</param>
/// <param name="Details">The entry's bits before and after, and the like.</param>
/// <param name="Story">The counterexample, 80 columns wide, where the law was explored.</param>
internal sealed record VerifiedLaw(string Architecture, string Law, string Verdict, string? Entry, string? Why,
    IReadOnlyList<string> Details, IReadOnlyList<string> Story)
{
    /// <summary>The broken law that this one follows from; null: it follows from none.</summary>
    public string? Follows { get; init; }

    /// <summary>Whether it is an exemption that is wrong, and not the law that is broken.</summary>
    public bool IsVoidExemption { get; init; }

    /// <summary>Whether the details end with the law's bug, and why says what was found.</summary>
    public bool TellsBug { get; init; }

    public const string Holds = "holds", Broken = "broken", Exempt = "exempt", NotChecked = "not-checked";
    public const string Plugin = "plugin";

    /// <summary>Verifies an architecture.</summary>
    public static IReadOnlyList<VerifiedLaw> Of(Architecture architecture, Func<Law, bool> wanted)
    {
        var bits = architecture.Accept(new BitsOf());
        var results = Verifier.Verify(architecture, wanted);
        return [.. results.Select(r => Of(architecture.Name, r, bits) with
        {
            Follows = r.Verdict == LawVerdict.Broken ? Roots.Of(r, results)?.Law.Name : null,
        })];
    }

    public string ToLine() => Json.Line(this);

    /// <exception cref="JsonException">It is no such line.</exception>
    public static VerifiedLaw FromLine(string line) =>
        JsonSerializer.Deserialize<VerifiedLaw>(line, Json.Compact) ?? throw new JsonException();

    /// <summary>What is said of a plugin that failed as a whole.</summary>
    public static VerifiedLaw Failed(string plugin, string why) => new(plugin, Plugin, Broken, null, why, [], []);

    private static VerifiedLaw Of(string architecture, LawResult result, IReadOnlyList<PteBit> bits) => new(
        architecture,
        result.Law.Name,
        result.Verdict switch
        {
            LawVerdict.Holds => Holds,
            LawVerdict.Broken => Broken,
            LawVerdict.Exempt => Exempt,
            _ => NotChecked,
        },
        result.Entry?.ToString(),
        result.Verdict is LawVerdict.Holds or LawVerdict.NotChecked ? null : result.Why ?? result.Law.Bug,
        [.. DetailsOf(result, bits)], LawStory.Of(result))
    {
        IsVoidExemption = result.IsVoidExemption,
        TellsBug = DoesTell(result),
    };

    private static IEnumerable<string> DetailsOf(LawResult result, IReadOnlyList<PteBit> bits)
    {
        if (result.Entry is { } entry)
            yield return $"the entry {entry}: {Names(entry, bits)}";
        if (result.Second is { } second)
            yield return result.Law.Second switch
            {
                Second.Offset => $"the offset {second}",
                Second.Protection => $"the protection {second}: {Names(second, bits)}",
                _ => $"the other entry {second}: {Names(second, bits)}",
            };
        foreach (var blamed in result.Culprits.GroupBy(c => (c.Member, c.Left)))
            yield return Said(blamed.Key.Member, blamed.Key.Left, blamed.Select(c => c.Fault), bits);
        if (DoesTell(result))
            yield return $"{InAKernel(result.Law.Bug)}.";
    }

    private static bool DoesTell(LawResult result) =>
        result is { Why: not null, Verdict: LawVerdict.Broken, IsVoidExemption: false, HasThrown: false };

    /// <summary>What a law's bug is in a kernel, as a sentence without its end; some are none.</summary>
    public static string InAKernel(string bug)
    {
        const string None = "none: ";
        return bug.StartsWith(None, StringComparison.Ordinal) ? $"No kernel's bug: {bug[None.Length..]}"
            : $"In a kernel: {bug}";
    }

    // pte_wrprotect: 0x80: AP[2] (changes dirtiness)
    private static string Said(string member, Pte? left, IEnumerable<string> faults, IReadOnlyList<PteBit> bits) =>
        left is { } entry ? $"{member}: {entry}: {Names(entry, bits)} ({string.Join("; ", faults)})"
            : $"{member} {string.Join(", and ", faults)}";

    private static string Names(Pte pte, IReadOnlyList<PteBit> bits)
    {
        var names = bits.Select(bit => (bit, Value: pte.Value >> bit.Number & (ulong.MaxValue >> (64 - bit.Width))))
            .Where(b => b.Value != 0)
            .Select(b => b.bit.Width == 1 ? b.bit.Name : $"{b.bit.Name}=0x{b.Value:x}").ToList();
        var named = bits.Aggregate(0UL, (all, bit) => all | ulong.MaxValue >> (64 - bit.Width) << bit.Number);
        if ((pte.Value & ~named) != 0)
            names.Add($"{(names.Count > 0 ? "and " : "")}0x{pte.Value & ~named:x}, which has no name");
        return names.Count == 0 ? "no bit set" : string.Join(' ', names);
    }

    private sealed class BitsOf : ArchitectureVisitor<IReadOnlyList<PteBit>>
    {
        public override IReadOnlyList<PteBit> Visit<TPte, TDirty, TTlb>() => TPte.Bits;
    }
}
