namespace Emulator.Engine.Scenarios.Model;

/// <summary>Where a later round may look for a page that was stored to.</summary>
[Flags]
internal enum Marks
{
    None = 0,
    Record = 1,
    PageDirty = 2,
    Pte = 4,
    SoftDirty = 8,
    StorageKey = 16,
}
