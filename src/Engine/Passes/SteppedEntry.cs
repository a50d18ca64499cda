using Emulator.Engine.Memory;

namespace Emulator.Engine.Passes;

/// <summary>How far a pass has come with one entry, and what it saw.</summary>
internal struct EntrySteps
{
    /// <summary>Operations done: 1 after the test, 2 after start, 3 after commit.</summary>
    public int Done;

    /// <summary>What the test read.</summary>
    public Pte Read;

    /// <summary>What start took.</summary>
    public Pte Old;

    /// <summary>Whether the entry is changed.</summary>
    public readonly bool Committed => Done == 3;
}

/// <summary>A memory that replays the operations already done, does the next one, and nothing more: the same
/// <see cref="EntryText"/>, one operation at a time.</summary>
internal ref struct SteppedEntry<TPte>(LeafTable table, ulong pgoff, DirtyBitmap? record, ref EntrySteps steps) : IPteMemory
    where TPte : struct, IPteFormat
{
    private readonly ref EntrySteps _steps = ref steps;
    private bool _acted;

    public Pte Read(int slot)
    {
        if (Next(0))
            _steps.Read = new(Volatile.Read(ref table[slot]));
        return _steps.Read;
    }

    public bool Passes(Pte answer) => answer.IsTrue;

    public Pte Start(int slot)
    {
        if (Next(1))
            _steps.Old = StartedEntry.Take<TPte>(ref table[slot]);
        return _steps.Old;
    }

    public void Commit(int slot, Pte changed, Pte records)
    {
        if (!Next(2))
            return;
        Volatile.Write(ref table[slot], changed.Value);
        if (records.IsTrue)
            record?.Set(pgoff + (ulong)slot);
    }

    // True once a call, for the first operation that hasn't been done.
    private bool Next(int operation)
    {
        if (_acted || _steps.Done != operation)
            return false;
        _steps.Done++;
        return _acted = true;
    }
}
