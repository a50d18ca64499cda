namespace Emulator.Engine.Memory;

/// <summary>The way down to the last leaf table of a walk.</summary>
/// <param name="Number">Which stretch of pages the upper table covers, plus one; 0: nothing is remembered.</param>
/// <param name="Upper">The table that points to the leaf tables of that stretch.</param>
public readonly record struct TableCursor(ulong Number, Pfn Upper);
