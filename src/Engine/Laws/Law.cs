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

    /// <summary>Whether it speaks of a second word, a protection, beside the entry.</summary>
    public virtual bool HasProtection => false;

    /// <summary>Whether the law is broken, as an answer.</summary>
    /// <param name="p">A well-formed entry.</param>
    /// <param name="protection">A well-formed, clean word without a frame.</param>
    public abstract W Broken<TPte, TDirty, TTlb, W>(W p, W protection)
        where TPte : struct, IPteFormat
        where TDirty : struct, IDirtyTracking
        where TTlb : struct, ITlbModel
        where W : struct, IWord<W>;

    /// <summary>Whether two answers differ.</summary>
    protected static W Differ<W>(W a, W b) where W : struct, IWord<W> => a ^ b;

    /// <summary>Whether two words differ anywhere.</summary>
    protected static W Changed<W>(W a, W b) where W : struct, IWord<W> => W.IsZero(a ^ b).Not();
}
