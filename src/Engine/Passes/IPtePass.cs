namespace Emulator.Engine.Passes;

/// <summary>A pass over entries: three pure formulas. The order test, start, commit, record is the engine's
/// (<see cref="EntryText"/>).</summary>
public interface IPtePass
{
    /// <summary>Test: whether the pass changes what stands in the slot.</summary>
    static abstract W Wants<TPte, W>(W pte) where TPte : struct, IPteFormat where W : struct, IWord<W>;

    /// <summary>The changed entry, made of what start took.</summary>
    static abstract W Change<TPte, W>(W old) where TPte : struct, IPteFormat where W : struct, IWord<W>;

    /// <summary>Whether the page goes into the record, by what start took.</summary>
    static abstract W Records<TPte, W>(W old) where TPte : struct, IPteFormat where W : struct, IWord<W>;
}
