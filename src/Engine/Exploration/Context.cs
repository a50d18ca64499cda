namespace Emulator.Engine.Exploration;

/// <summary>What a step sees of a state. It notes which fields the step reads before it writes them, and which it
/// writes: the step's footprint, by which its effect is remembered.</summary>
internal sealed class Context(int fields)
{
    private readonly Cell[] _values = new Cell[fields];
    private readonly bool[] _read = new bool[fields], _written = new bool[fields];
    private readonly Cell[] _keptValues = new Cell[fields];
    private readonly bool[] _keptWritten = new bool[fields];
    private (uint Violations, Signs Signs, Action<object>? Tell) _kept;

    /// <summary>Properties that this transition violates, a bit each.</summary>
    public uint Violations { get; set; }

    /// <summary>What this transition was a sign of.</summary>
    public Signs Signs { get; set; }

    /// <summary>Where steps tell what they do, in their builder's own terms; null while nobody listens.</summary>
    public Action<object>? Tell { get; set; }

    public Cell this[Field field]
    {
        get
        {
            _read[field.Index] |= !_written[field.Index];
            return _values[field.Index];
        }
        set
        {
            _written[field.Index] = true;
            _values[field.Index] = value;
        }
    }

    public bool WasRead(int field) => _read[field];

    public bool WasWritten(int field) => _written[field];

    /// <summary>The value of a field as it stands, without a footprint: for the explorer and for traces.</summary>
    public Cell Peek(int field) => _values[field];

    public ReadOnlySpan<Cell> Values => _values;

    /// <summary>Starts from a state.</summary>
    public void Begin(ReadOnlySpan<Cell> state)
    {
        state.CopyTo(_values);
        Array.Clear(_read);
        Array.Clear(_written);
        (Violations, Signs) = (0, default);
    }

    /// <summary>Keeps the state as it is, to come back to. What is read from here on stays in the footprint.</summary>
    public void Keep()
    {
        _values.CopyTo(_keptValues, 0);
        _written.CopyTo(_keptWritten, 0);
        _kept = (Violations, Signs, Tell);
        Tell = null;
    }

    /// <summary>Takes back what was written since <see cref="Keep"/>.</summary>
    public void Return()
    {
        _keptValues.CopyTo(_values, 0);
        _keptWritten.CopyTo(_written, 0);
        (Violations, Signs, Tell) = _kept;
    }
}
