namespace Emulator.Host.Plugins;

/// <summary>What an architecture says of itself, where the emulator can work with it.</summary>
internal static class FactsCheck
{
    /// <summary>Asks the architecture, and checks the answers.</summary>
    /// <exception cref="PluginException">One is of no use.</exception>
    public static ArchitectureFacts Of(Architecture architecture)
    {
        var facts = ArchitectureFacts.Of(architecture);
        if (WrongIn(facts) is { } wrong)
            throw new PluginException($"exports {architecture.Name} with {wrong}");
        return facts;
    }

    private static string? WrongIn(ArchitectureFacts facts)
    {
        if (facts.History is { } history && !IsSentence(history))
            return "a history that isn't a line of text; write a sentence, or nothing for one of today";
        if (facts.Exemptions is not { } exemptions || !exemptions.All(IsExemption))
            return "exemptions that lack a law or a reason; write new(\"L3\", \"why\")";
        if (facts.Geometry.Fault is { } fault)
            return $"a geometry of {fault}; expected {Geometry.Limits}";
        if (OutsideOf(8 * facts.Geometry.EntryBytes, facts.Bits) is { } bit)
            return $"bits that aren't in an entry, {bit}; expected numbers from 0 to "
                + $"{8 * facts.Geometry.EntryBytes - 1} and names";
        if (!Enum.IsDefined(facts.Update) || !Enum.IsDefined(facts.Reach) || (facts.Features & ~AllFeatures) != 0)
            return $"{nameof(IDirtyTracking.Update)} {facts.Update}, {nameof(ITlbModel.Reach)} {facts.Reach} and "
                + $"{nameof(IPteFormat.Features)} {facts.Features}; expected values that {HostContract.Name} names";
        return null;
    }

    // The first of them, by its place in the list: its name may be what is wrong.
    private static string? OutsideOf(int width, IReadOnlyList<PteBit> bits)
    {
        foreach (var (n, bit) in bits.Index())
            if (!IsBit(bit, width))
                return $"Bits[{n}]{(OneLine.Is(bit.Name ?? "") ? $" '{bit.Name}'" : "")} ({bit.Width} from bit "
                    + $"{bit.Number})";
        return null;
    }

    private static bool IsSentence(string text) => !string.IsNullOrWhiteSpace(text) && OneLine.Is(text);

    private static bool IsExemption(LawExemption? e) => !string.IsNullOrWhiteSpace(e?.Law)
        && !string.IsNullOrWhiteSpace(e.Why) && OneLine.Is(e.Law + e.Why);

    private static bool IsBit(PteBit bit, int bits) =>
        bit.Number >= 0 && bit.Number < bits && bit.Width >= 1 && bit.Width <= bits - bit.Number
            && !string.IsNullOrEmpty(bit.Name) && OneLine.Is(bit.Name);

    private static PteFeatures AllFeatures => Enum.GetValues<PteFeatures>().Aggregate((a, b) => a | b);
}
