namespace Emulator.Engine.Laws;

/// <summary>Which bits of an entry the formulas look at or change, found on symbolic words.</summary>
/// <remarks>What asks about whole words (<c>pte_none</c>, <c>pte_same</c>, well-formedness), what takes bits from
/// elsewhere (<c>pte_modify</c>, PROT_NONE which is made by it, a merge, a start, the TLB's copy) and swap entries,
/// which are another format, aren't asked.</remarks>
internal static class UsedBits
{
    /// <summary>By member.</summary>
    public static IEnumerable<(string Member, ulong Used)> Of<TPte, TDirty>()
        where TPte : struct, IPteFormat where TDirty : struct, IDirtyTracking
    {
        var diagrams = SymbolicWord.Begin();
        var p = SymbolicWord.Free(0);
        foreach (var (member, answer) in Questions<TPte, TDirty>(p))
            yield return (member, LookedAt(diagrams, answer.Answer));
        foreach (var (helper, left, made) in Made<TPte, TDirty>(p))
            yield return (helper, Changed(diagrams, p, left, made.Answer));
    }

    /// <summary>Those that hold the frame.</summary>
    public static ulong OfFrame<TPte>() where TPte : struct, IPteFormat
    {
        var diagrams = SymbolicWord.Begin();
        // Of a present entry: absent ones may hold it otherwise.
        var leaf = TPte.Leaf(SymbolicWord.Of(0));
        var p = SymbolicWord.Free(0);
        var frame = TPte.Frame(p);
        return Enumerable.Range(0, 64).Aggregate(LookedAt(diagrams, leaf.Answer), (all, n) =>
            all | LookedAt(diagrams, frame[n]));
    }

    private static (string, SymbolicWord)[] Questions<TPte, TDirty>(SymbolicWord p)
        where TPte : struct, IPteFormat where TDirty : struct, IDirtyTracking =>
    [
        ("pte_present", TPte.Present(p)), ("pte_write", TPte.Writable(p)), ("pte_dirty", TPte.Dirty(p)),
        ("pte_young", TPte.Young(p)),
        .. Where<TPte>(PteFeatures.Huge, ("pmd_leaf", TPte.Huge(p))),
        .. Where<TPte>(PteFeatures.SoftDirty, ("pte_soft_dirty", TPte.SoftDirty(p))),
        .. Where<TPte>(PteFeatures.ProtNone, ("pte_protnone", TPte.ProtNone(p))),
        .. Accesses.All.Select(a => ($"the walk for a {a}", TDirty.Walk(p, a).Fault)),
        .. Accesses.All.Select(a => ($"the TLB for a {a}", TDirty.Suffices(p, a))),
    ];

    private static IEnumerable<(string Member, SymbolicWord Left, SymbolicWord Made)> Made<TPte, TDirty>(SymbolicWord p)
        where TPte : struct, IPteFormat where TDirty : struct, IDirtyTracking
    {
        var always = SymbolicWord.Of(1);
        var helpers = Helpers.All<TPte, SymbolicWord>(p, p)
            .Where(h => h.Helper is not ("pte_modify" or Helpers.MakeProtNone)
                && (Has<TPte>(PteFeatures.SoftDirty)
                    || h.Helper is not (Helpers.MakeSoftDirty or Helpers.ClearSoftDirty)));
        var huge = Where<TPte>(PteFeatures.Huge, ("pmd_mkhuge", TPte.MakeHuge(p)));
        foreach (var (helper, left) in helpers.Concat(huge))
            yield return (helper, left, always);
        foreach (var access in Accesses.All)
        {
            var (walk, update) = (TDirty.Walk(p, access), TDirty.Commit(p, access));
            yield return ($"the walk for a {access}", walk.Entry, ~walk.Fault);
            yield return ($"hardware's update for a {access}", update.Entry, ~update.Fault);
            yield return ($"the fault handler, {access}", TDirty.Handled(p, access), always);
        }
    }

    private static bool Has<TPte>(PteFeatures feature) where TPte : struct, IPteFormat =>
        (TPte.Features & feature) == feature;

    // An optional member counts where the format says that it has it.
    private static (string, SymbolicWord)[] Where<TPte>(PteFeatures feature, (string, SymbolicWord) member)
        where TPte : struct, IPteFormat => Has<TPte>(feature) ? [member] : [];

    private static ulong Changed(DecisionDiagrams diagrams, SymbolicWord p, SymbolicWord left, int made)
    {
        ulong changed = 0;
        for (var n = 0; n < 64; n++)
            if (diagrams.And(made, diagrams.Xor(left[n], p[n])) is not DecisionDiagrams.False)
                changed |= 1UL << n;
        return changed;
    }

    private static ulong LookedAt(DecisionDiagrams diagrams, int function) => diagrams.Support(function)
        .Aggregate(0UL, (all, variable) => all | 1UL << SymbolicWord.BitOf(variable));
}
