namespace Emulator.Engine.Scenarios.Model;

/// <summary>The marks, by name.</summary>
internal static class MarkWords
{
    public static IReadOnlyList<(string Name, Marks Mark, string Meaning)> All { get; } =
    [
        ("record", Marks.Record, "the driver's bitmap"),
        ("page_dirty", Marks.PageDirty, "PG_dirty"),
        ("pte", Marks.Pte, "the entry is dirty, and the slot not empty"),
        ("soft_dirty", Marks.SoftDirty, "the entry's soft-dirty bit"),
        ("storage_key", Marks.StorageKey, "the changed bit in the frame's storage key"),
    ];

    public static IEnumerable<string> Of(Marks marks) => All.Where(m => (marks & m.Mark) != 0).Select(m => m.Name);
}
