namespace Emulator.Engine.Formats;

/// <summary>Entries above the leaves, as a format makes them.</summary>
internal static class TableEntry
{
    /// <summary>The entry that points to a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="level">The level that the entry stands in, 1 or more.</param>
    public static Pte Of<TPte>(Pfn table, int level) where TPte : struct, IPteFormat =>
        (TPte.Features & PteFeatures.TableByLevel) != 0 ? TPte.Table(table, level) : TPte.Table(table);

    /// <summary>The member that makes them.</summary>
    public static string Member<TPte>() where TPte : struct, IPteFormat =>
        (TPte.Features & PteFeatures.TableByLevel) != 0 ? "Table(table, level)" : "Table(table)";

    /// <summary>What a walker would make of it instead of the table; null: it comes to the table.</summary>
    public static string? Fault<TPte>(Pfn table, Pte entry) where TPte : struct, IPteFormat =>
        (entry.Value & ~EntryWidth<TPte>.Mask) != 0 ? "which an entry of 4 bytes can't hold"
        : !TPte.Present(entry).IsTrue ? "which isn't present"
        : TPte.Huge(entry).IsTrue ? "which maps a huge page"
        : TPte.Frame(entry).Value != table.Value ? $"which points to frame 0x{TPte.Frame(entry).Value:x}"
        : null;

    /// <summary>The entry that points to a table, if it does.</summary>
    /// <exception cref="ArchitectureDefect">It doesn't.</exception>
    public static Pte Checked<TPte>(Pfn table, int level) where TPte : struct, IPteFormat
    {
        var entry = Of<TPte>(table, level);
        return Fault<TPte>(table, entry) is not { } fault ? entry
            : throw new ArchitectureDefect($"its table entry for frame 0x{table.Value:x} at level {level} is {entry}, "
                + $"{fault}: {Member<TPte>()} is wrong");
    }
}
