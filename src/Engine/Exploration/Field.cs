namespace Emulator.Engine.Exploration;

/// <summary>A value of a field: 64 bits, and a mark that tells equal bits of different origin apart.</summary>
/// <param name="Bits">A number, an entry, a set of pages as a mask, …</param>
/// <param name="Mark">0 where the origin doesn't matter.</param>
internal readonly record struct Cell(ulong Bits, byte Mark = 0)
{
    public static implicit operator Cell(ulong bits) => new(bits);

    public static implicit operator Cell(Pte pte) => new(pte.Value);

    public static implicit operator Cell(bool flag) => new(flag ? 1UL : 0);

    public Pte Pte => new(Bits);

    public bool IsTrue => Bits != 0;
}

/// <summary>The values that a field has had, as small numbers in the order in which they turned up.</summary>
internal sealed class Domain
{
    private readonly List<Cell> _values = [];
    private readonly Dictionary<Cell, int> _ids = [];

    public int Count => _values.Count;

    public Cell this[int id] => _values[id];

    public int Intern(Cell value)
    {
        if (_ids.TryGetValue(value, out var id))
            return id;
        _values.Add(value);
        return _ids[value] = _values.Count - 1;
    }
}

/// <summary>A named part of the state.</summary>
/// <param name="index">Its place among the machine's fields.</param>
/// <param name="name">For traces and errors.</param>
/// <param name="thread">The thread that it belongs to, and is exchanged with where threads are folded; -1:
/// shared.</param>
/// <param name="domain">Its values; threads with the same text share theirs.</param>
/// <param name="roomy">Bits to give it before its domain is known.</param>
internal sealed class Field(int index, string name, int thread, Domain domain, int roomy)
{
    public int Index => index;

    public string Name => name;

    public int Thread => thread;

    public Domain Domain => domain;

    public int Roomy => roomy;

    public override string ToString() => name;
}
