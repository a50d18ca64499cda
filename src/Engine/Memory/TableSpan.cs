namespace Emulator.Engine.Memory;

/// <summary>Neighbouring slots of one table, half-open: what one hold of its lock covers.</summary>
public readonly unsafe ref struct TableSpan
{
    /// <summary>The leaf table; null where an upper-level entry maps a huge page.</summary>
    public LeafTable? Table { get; init; }

    /// <summary>The leaf table's entries. Known before the table's object is looked at: a scan needn't wait for
    /// that.</summary>
    internal byte* Entries { get; init; }

    /// <summary>The first slot.</summary>
    public int From { get; init; }

    /// <summary>The slot after the last.</summary>
    public int To { get; init; }

    /// <summary>The virtual pages of the span.</summary>
    public VpnRange Pages { get; init; }
}
