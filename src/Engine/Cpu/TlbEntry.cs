namespace Emulator.Engine.Cpu;

/// <summary>One entry of a TLB.</summary>
internal struct TlbEntry
{
    /// <summary>The page number plus one; 0: empty.</summary>
    public ulong Tag;

    /// <summary>What the fill kept of the page-table entry.</summary>
    public Pte Cached;

    /// <summary>When it was last used, in lookups.</summary>
    public ulong Used;
}
