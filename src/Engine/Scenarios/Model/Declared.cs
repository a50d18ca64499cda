namespace Emulator.Engine.Scenarios.Model;

/// <summary>What an architecture's plugin declares: what traits are read off.</summary>
internal sealed record Declared
{
    public required string Name { get; init; }

    /// <summary>Whether it says which bug it had.</summary>
    public required bool IsHistoric { get; init; }

    public required PteFeatures Features { get; init; }

    public required PteHelpers NotAtomic { get; init; }

    public required DirtyUpdate Update { get; init; }

    public required bool TrapTakesLock { get; init; }

    /// <summary>Whether a store's fault is final.</summary>
    public required bool FaultIsFinal { get; init; }

    public required FlushReach Reach { get; init; }

    public required bool CompletesEarly { get; init; }

    /// <summary>Whether a walk for a load makes an old entry young and lets it through.</summary>
    public required bool WalkSetsYoung { get; init; }

    /// <summary>Whether what grants more to an entry that is dirty in memory, and was clean when it was read, leaves it
    /// dirty.</summary>
    public required bool MergeKeepsDirty { get; init; }

    /// <summary>Asks an architecture; its formulas are run on one entry.</summary>
    public static Declared By(Architecture architecture) => architecture.Accept(new Reader(architecture));

    public bool Has(PteFeatures feature) => (Features & feature) != 0;

    private sealed class Reader(Architecture architecture) : ArchitectureVisitor<Declared>
    {
        public override Declared Visit<TPte, TDirty, TTlb>() => new()
        {
            Name = architecture.Name,
            IsHistoric = architecture.History is not null,
            Features = TPte.Features,
            NotAtomic = TPte.NotAtomic,
            Update = TDirty.Update,
            TrapTakesLock = TDirty.TrapTakesLock,
            FaultIsFinal = TDirty.FaultIsFinal(new(AccessKind.Write)),
            Reach = TTlb.Reach,
            CompletesEarly = TTlb.CompletesEarly,
            WalkSetsYoung = Walked<TPte, TDirty>(TPte.MakeOld(TPte.Leaf(new Pte(1)))),
            MergeKeepsDirty = Merged<TPte>(TPte.MakeWritable(TPte.Leaf(new Pte(1)))),
        };

        // No member declares these two: the formulas themselves say it, of an entry that is as good as any.
        private static bool Merged<TPte>(Pte clean) where TPte : struct, IPteFormat =>
            TPte.Dirty(TPte.Merge(TPte.MakeDirty(clean), clean)).IsTrue;

        private static bool Walked<TPte, TDirty>(Pte old) where TPte : struct, IPteFormat
            where TDirty : struct, IDirtyTracking =>
            !TPte.Young(old).IsTrue && TDirty.Walk(old, new(AccessKind.Read)) is var outcome
            && !outcome.Fault.IsTrue && TPte.Young(outcome.Entry).IsTrue;
    }
}
