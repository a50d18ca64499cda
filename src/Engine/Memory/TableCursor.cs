namespace Emulator.Engine.Memory;

/// <summary>The way down to the last leaf table of a walk. Tables are never freed: it stays good.</summary>
public unsafe struct TableCursor
{
    /// <summary>Which stretch of pages the upper table covers, plus one; 0: nothing is remembered.</summary>
    internal ulong Stretch;

    /// <summary>The table that points to the leaf tables of that stretch.</summary>
    internal byte* Upper;
}
