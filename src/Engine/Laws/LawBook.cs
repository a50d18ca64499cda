namespace Emulator.Engine.Laws;

/// <summary>What became of a law on one architecture.</summary>
public enum LawVerdict
{
    /// <summary>Proved over all well-formed entries.</summary>
    Holds,

    /// <summary>Some entry breaks it.</summary>
    Broken,

    /// <summary>It speaks of an optional member that the format lacks.</summary>
    NotChecked,
}

/// <summary>A law's verdict on one architecture.</summary>
/// <param name="Law">The law.</param>
/// <param name="Verdict">What became of it.</param>
/// <param name="Entry">The smallest entry that breaks it, with the smallest protection; null unless broken.</param>
/// <param name="Protection">That protection; null unless broken and the law speaks of one.</param>
public sealed record LawResult(Law Law, LawVerdict Verdict, Pte? Entry = null, Pte? Protection = null);

/// <summary>Every law, and their proof.</summary>
public static class LawBook
{
    /// <summary>In the order in which they are reported.</summary>
    public static IReadOnlyList<Law> All { get; } =
    [
        new HelpersKeepWellFormed(), new WriteProtectKeepsDirty(), new WriteProtectTakesWriting(), new MakeCleanCleans(),
        new MakeDirtyDirties(), new MakeWritableKeepsDirty(), new ModifyKeepsDirty(), new SoftDirtyIsItsOwn(),
        new CleanedIsDirtiedAgain(), new DirtyWritableIsStorable(), new MergeLosesNothing(), new SwapKeepsItsOffset(), new SwapSoftDirtyIsItsOwn(),
        new ProtNoneIsSoftwaresAlone(), new NoneIsNothing(), new SameIsSame(), new WhatSufficesWasDirty(), new StoresLeaveDirty(),
        new FaultsMakeHeadway(), new StoresAreGranted(),
    ];

    /// <summary>Proves or refutes each law over all 2^64 entries that are well-formed, and all protections.</summary>
    public static IReadOnlyList<LawResult> Prove(Architecture architecture) => architecture.Accept(new Prover());

    /// <summary>Looks for an entry that breaks a law among every combination of the format's flag bits, on words of eight as
    /// the engine's scan uses them. Laws that speak of a protection are given a few.</summary>
    /// <returns>The results, by trial and not by proof.</returns>
    public static IReadOnlyList<LawResult> Enumerate(Architecture architecture) => architecture.Accept(new FlagEnumeration());

    /// <summary>Whether entry and protection are what a law speaks of.</summary>
    internal static W Speaks<TPte, W>(Law law, W p, W q) where TPte : struct, IPteFormat where W : struct, IWord<W>
    {
        static W IsEntry(W word) => TPte.WellFormed(word) & W.IsZero(word ^ W.Of(TPte.Empty)).Not();
        return IsEntry(p) & law.Second switch
        {
            Second.Protection => TPte.WellFormed(q) & TPte.Dirty(q).Not() & W.IsZero(q & W.Of(FrameBits<TPte>())),
            Second.Entry => IsEntry(q),
            _ => W.Of(1),
        };
    }

    /// <summary>The bits that hold the frame.</summary>
    internal static ulong FrameBits<TPte>() where TPte : struct, IPteFormat =>
        TPte.Leaf(new Pte(ulong.MaxValue)).Value ^ TPte.Leaf(new Pte(0)).Value;

    private sealed class Prover : ArchitectureVisitor<IReadOnlyList<LawResult>>
    {
        public override IReadOnlyList<LawResult> Visit<TPte, TDirty, TTlb>() => [.. All.Select(Prove<TPte, TDirty, TTlb>)];

        private static LawResult Prove<TPte, TDirty, TTlb>(Law law)
            where TPte : struct, IPteFormat
            where TDirty : struct, IDirtyTracking
            where TTlb : struct, ITlbModel
        {
            if ((TPte.Features & law.Needs) != law.Needs)
                return new(law, LawVerdict.NotChecked);
            var diagrams = SymbolicWord.Begin();
            var (p, protection) = (SymbolicWord.Free(0), SymbolicWord.Free(1));
            var broken = Speaks<TPte, SymbolicWord>(law, p, protection) & law.Broken<TPte, TDirty, TTlb, SymbolicWord>(p, protection);
            return diagrams.Smallest(broken.Answer) is { } ones
                ? new(law, LawVerdict.Broken, SymbolicWord.Value(0, ones), law.Second != Second.None ? SymbolicWord.Value(1, ones) : null)
                : new(law, LawVerdict.Holds);
        }
    }
}
