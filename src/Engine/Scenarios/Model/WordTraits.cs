namespace Emulator.Engine.Scenarios.Model;

/// <summary>What those who only read a text must know of a word: which marks, frames and cores a row is
/// about.</summary>
[Flags]
internal enum WordTraits
{
    None = 0,

    /// <summary>It only reads: <c>wait</c> may say it, and as a statement it does nothing.</summary>
    OnlyReads = 1,

    /// <summary>It stores an entry for its first argument's page: its last argument.</summary>
    StoresEntry = 1 << 1,

    /// <summary>It stores plainly: not locked, and no barrier.</summary>
    StoresPlainly = 1 << 2,

    /// <summary>It leaves an empty slot.</summary>
    EmptiesSlot = 1 << 3,

    /// <summary>It gives its frame to the page that its entry is stored for.</summary>
    GivesFrame = 1 << 4,

    /// <summary>It takes a frame that is free.</summary>
    AllocatesFrame = 1 << 5,

    /// <summary>It takes a frame from every page that had it.</summary>
    FreesFrame = 1 << 6,

    /// <summary>It carries the content of its second frame to its first.</summary>
    CopiesFrame = 1 << 7,

    /// <summary>It stores to a frame without an entry.</summary>
    WritesFrame = 1 << 8,

    /// <summary>It sends a flush, or a part of one.</summary>
    Flushes = 1 << 9,

    /// <summary>It takes up or puts away the mm of its core.</summary>
    SwitchesMm = 1 << 10,

    /// <summary>It speaks of the driver's record.</summary>
    Records = 1 << 11,

    /// <summary>It speaks of storage keys.</summary>
    ReadsKey = 1 << 12,

    /// <summary>It cleans entries.</summary>
    Cleans = 1 << 13,

    /// <summary>It write-protects entries.</summary>
    Protects = 1 << 14,

    /// <summary>It may have to wait for another thread.</summary>
    MayWait = 1 << 15,

    /// <summary>It stands in for what is done to a huge page.</summary>
    OfHuge = 1 << 16,
}
