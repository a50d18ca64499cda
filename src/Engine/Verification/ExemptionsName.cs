using Emulator.Engine.Laws;

namespace Emulator.Engine.Verification;

/// <summary>That exemptions are from laws that there are. Whether such a law is broken is found by asking it.</summary>
internal sealed class ExemptionsName() : Law("EX", "an exemption names a law that there is, and that is broken")
{
    public override string Bug => "none: an exemption hides nothing today, and the day on which it would is missed";

    public override IReadOnlyList<string> RestsOn => [];

    // No formula: Asked asks.
    public override void Ask<TPte, TDirty, TTlb, W>(Clauses<W> clauses, W p, W q)
    {
    }

    /// <summary>Asks an architecture.</summary>
    public LawResult Asked(Architecture architecture, IReadOnlyList<string> laws) =>
        architecture.Exemptions.Any(e => string.IsNullOrWhiteSpace(e?.Law) || string.IsNullOrWhiteSpace(e.Why))
            ? new(this, LawVerdict.Broken)
            {
                Why = "an exemption lacks its law or its reason; write new(\"L3\", \"why\")",
            }
        : architecture.Exemptions.FirstOrDefault(e => !laws.Contains(e.Law)) is { } unknown
            ? new(this, LawVerdict.Broken)
            {
                Why = $"it is exempt from {unknown.Law}, and there is no such law; expected {string.Join(", ", laws)}",
            }
            : new(this, LawVerdict.Holds);
}
