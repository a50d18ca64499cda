namespace Emulator.Engine.Laws;

/// <summary>Something that every architecture's formulas must keep to, for all entries.</summary>
/// <param name="name">Short: <c>L1</c>.</param>
/// <param name="says">The law in words.</param>
public abstract class Law(string name, string says)
{
    // Of entries that nobody expects, and of formulas with two faces, nothing else can be said.
    private protected static readonly IReadOnlyList<string> Foundations = ["G1", "W1", "WF"];

    /// <summary>What a helper keeps.</summary>
    [Flags]
    private protected enum Kept
    {
        Dirty = 1,
        Writable = 2,
        Frame = 4,
        Present = 8,
        Place = Frame | Present,
        All = Dirty | Writable | Place,
    }

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

    /// <summary>The laws that this one rests on: where one of them is broken by the same member, or this one is
    /// explored, it follows from that.</summary>
    public virtual IReadOnlyList<string> RestsOn => Foundations;

    /// <summary>Asks its clauses.</summary>
    /// <param name="clauses">Where they go.</param>
    /// <param name="p">A well-formed entry.</param>
    /// <param name="q">The second word.</param>
    public abstract void Ask<TPte, TDirty, TTlb, W>(Clauses<W> clauses, W p, W q)
        where TPte : struct, IPteFormat
        where TDirty : struct, IDirtyTracking
        where TTlb : struct, ITlbModel
        where W : struct, IWord<W>;

    /// <summary>Whether the law is broken, as an answer.</summary>
    internal W Broken<TPte, TDirty, TTlb, W>(W p, W q)
        where TPte : struct, IPteFormat
        where TDirty : struct, IDirtyTracking
        where TTlb : struct, ITlbModel
        where W : struct, IWord<W>
    {
        var clauses = new Clauses<W>();
        Ask<TPte, TDirty, TTlb, W>(clauses, p, q);
        return clauses.Broken;
    }

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
            { Culprits = CulpritsOf<TPte, TDirty, TTlb>(entry, second) };
    }

    /// <summary>The clauses that an entry breaks.</summary>
    internal IReadOnlyList<Culprit> CulpritsOf<TPte, TDirty, TTlb>(Pte p, Pte q)
        where TPte : struct, IPteFormat
        where TDirty : struct, IDirtyTracking
        where TTlb : struct, ITlbModel
    {
        var clauses = new Clauses<Pte>();
        Ask<TPte, TDirty, TTlb, Pte>(clauses, p, q);
        return [.. clauses.All.Where(c => c.Broken.IsTrue).Select(c => new Culprit(c.Member, c.Left, c.Fault))];
    }

    /// <summary>Whether two answers differ.</summary>
    protected static W Differ<W>(W a, W b) where W : struct, IWord<W> => a ^ b;

    /// <summary>Whether two words differ anywhere.</summary>
    protected static W Changed<W>(W a, W b) where W : struct, IWord<W> => W.IsZero(a ^ b).Not();

    /// <summary>Asks that a helper keeps what it has nothing to do with.</summary>
    private protected static void Keeps<TPte, W>(Clauses<W> clauses, string helper, W p, W left, Kept kept)
        where TPte : struct, IPteFormat where W : struct, IWord<W>
    {
        if ((kept & Kept.Dirty) != 0)
            clauses.Add(helper, left, "changes dirtiness", Differ(TPte.Dirty(left), TPte.Dirty(p)));
        if ((kept & Kept.Writable) != 0)
            clauses.Add(helper, left, "changes writability", Differ(TPte.Writable(left), TPte.Writable(p)));
        if ((kept & Kept.Frame) != 0)
            clauses.Add(helper, left, "changes the frame", Changed(TPte.Frame(left), TPte.Frame(p)));
        if ((kept & Kept.Present) != 0)
            clauses.Add(helper, left, "changes presence", Differ(TPte.Present(left), TPte.Present(p)));
    }

    /// <summary>Whether hardware lets any access through.</summary>
    protected static W Usable<TDirty, W>(W p) where TDirty : struct, IDirtyTracking where W : struct, IWord<W>
    {
        var usable = W.Of(0);
        foreach (var access in Accesses.All)
            usable |= TDirty.Walk(p, access).Fault.Not();
        return usable;
    }
}
