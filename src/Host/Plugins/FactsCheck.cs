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
        if (!IsShape(facts.Geometry))
            return $"the geometry {facts.Geometry}; expected pages of 4 KiB (PageShift 12), tables of 512 "
                + "to 2048 entries (IndexBits 9 to 11), leaf tables of 128 to 512 (LeafIndexBits 7 to 9), "
                + "2 to 5 levels and user addresses "
                + "that they reach";
        if (facts.Bits is not { } bits || !bits.All(IsBit))
            return "bits that aren't in an entry; expected numbers from 0 to 63 and names";
        if (!Enum.IsDefined(facts.Update) || !Enum.IsDefined(facts.Reach) || (facts.Features & ~AllFeatures) != 0)
            return $"{nameof(IDirtyTracking.Update)} {facts.Update}, {nameof(ITlbModel.Reach)} {facts.Reach} and "
                + $"{nameof(IPteFormat.Features)} {facts.Features}; expected values that {HostContract.Name} names";
        return null;
    }

    private static bool IsSentence(string text) => !string.IsNullOrWhiteSpace(text) && OneLine.Is(text);

    private static bool IsExemption(LawExemption? e) => !string.IsNullOrWhiteSpace(e?.Law)
        && !string.IsNullOrWhiteSpace(e.Why) && OneLine.Is(e.Law + e.Why);

    private static bool IsBit(PteBit bit) =>
        bit.Number is >= 0 and <= 63 && bit.Width >= 1 && bit.Width <= 64 - bit.Number
            && !string.IsNullOrEmpty(bit.Name) && OneLine.Is(bit.Name);

    private static PteFeatures AllFeatures => Enum.GetValues<PteFeatures>().Aggregate((a, b) => a | b);

    private static bool IsShape(Geometry g) =>
        g is { PageShift: 12, IndexBits: >= 9 and <= 11, LeafIndexBits: >= 7 and <= 9, Levels: >= 2 and <= 5 }
        && g.UserAddressBits > g.PageShift + g.LeafIndexBits
        && g.UserAddressBits <= Math.Min(63, g.PageShift + g.CoveredBits(g.Levels));
}
