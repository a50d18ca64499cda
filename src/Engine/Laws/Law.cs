namespace Emulator.Engine.Laws;

/// <summary>Something that every architecture's formulas must keep to, for all entries.</summary>
/// <param name="name">Short: <c>L1</c>.</param>
/// <param name="says">The law in words.</param>
public abstract class Law(string name, string says)
{
    /// <summary>Short: <c>L1</c>.</summary>
    public string Name => name;

    /// <summary>The law in words.</summary>
    public string Says => says;

    /// <summary>The optional members that it speaks of.</summary>
    public virtual PteFeatures Needs => PteFeatures.None;

    /// <summary>What it speaks of beside the entry.</summary>
    public virtual Second Second => Second.None;

    /// <summary>The kernel bug that it would be, in a few words.</summary>
    public abstract string Bug { get; }

    /// <summary>Whether the law is broken, as an answer.</summary>
    /// <param name="p">A well-formed entry.</param>
    /// <param name="q">The second word.</param>
    public abstract W Broken<TPte, TDirty, TTlb, W>(W p, W q)
        where TPte : struct, IPteFormat
        where TDirty : struct, IDirtyTracking
        where TTlb : struct, ITlbModel
        where W : struct, IWord<W>;

    /// <summary>What the helpers that it speaks of make of an entry that breaks it, by the kernel's names.</summary>
    internal virtual IEnumerable<(string Helper, Pte Left)> Left<TPte, TDirty, TTlb>(Pte p, Pte q)
        where TPte : struct, IPteFormat
        where TDirty : struct, IDirtyTracking
        where TTlb : struct, ITlbModel => [];

    /// <summary>Proves or refutes it over all entries that it speaks of.</summary>
    internal virtual LawResult Check<TPte, TDirty, TTlb>()
        where TPte : struct, IPteFormat
        where TDirty : struct, IDirtyTracking
        where TTlb : struct, ITlbModel
    {
        var diagrams = SymbolicWord.Begin();
        var (p, q) = (SymbolicWord.Free(0), SymbolicWord.Free(1));
        var speaks = LawBook.Speaks<TPte, SymbolicWord>(this, p, q);
        if (diagrams.Smallest(speaks.Answer) is null)
            return new(this, LawVerdict.Broken) { Why = "no entry is well-formed, so that it says nothing: WellFormed "
                + "(with a clean word that has no frame, for protections) must be true of what can occur" };
        var broken = speaks & Broken<TPte, TDirty, TTlb, SymbolicWord>(p, q);
        if (diagrams.Smallest(broken.Answer) is not { } ones)
            return new(this, LawVerdict.Holds);
        var (entry, second) = (SymbolicWord.Value(0, ones), SymbolicWord.Value(1, ones));
        return new(this, LawVerdict.Broken, entry, Second == Second.None ? null : second)
            { Left = [.. Left<TPte, TDirty, TTlb>(entry, second)] };
    }

    /// <summary>Whether two answers differ.</summary>
    protected static W Differ<W>(W a, W b) where W : struct, IWord<W> => a ^ b;

    /// <summary>Whether two words differ anywhere.</summary>
    protected static W Changed<W>(W a, W b) where W : struct, IWord<W> => W.IsZero(a ^ b).Not();

    /// <summary>Whether what a helper left maps another frame, or is no longer as present as it was.</summary>
    protected static W Elsewhere<TPte, W>(W p, W left) where TPte : struct, IPteFormat where W : struct, IWord<W> =>
        Changed(TPte.Frame(left), TPte.Frame(p)) | Differ(TPte.Present(left), TPte.Present(p));

    /// <summary>Whether hardware lets any access through.</summary>
    protected static W Usable<TDirty, W>(W p) where TDirty : struct, IDirtyTracking where W : struct, IWord<W>
    {
        var usable = W.Of(0);
        foreach (var access in Accesses.All)
            usable |= TDirty.Walk(p, access).Fault.Not();
        return usable;
    }
}
