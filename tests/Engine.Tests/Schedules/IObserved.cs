namespace Emulator.Engine.Tests.Schedules;

/// <summary>What a machine and real cores both have, and show.</summary>
internal interface IObserved
{
    /// <summary>A page's entry.</summary>
    Pte Entry(int page);

    /// <summary>What a core's TLB caches of a page; 0: nothing.</summary>
    Pte Cached(int thread, int page);

    /// <summary>Whether a frame is in the driver's record.</summary>
    bool IsRecorded(int frame);

    /// <summary>Who holds a lock: a thread, -1: nobody, -2: somebody who never took it.</summary>
    int Holder(int heldLock);

    /// <summary>The pages, a bit each, that a core has still to drop for a sender.</summary>
    ulong Owed(int receiver, int sender);

    /// <summary>Flushes that a thread has sent.</summary>
    ulong Issued(int thread);

    /// <summary>Flushes that a core has answered, its own among them.</summary>
    ulong Answered(int thread);

    /// <summary>Entries that a thread's passes have changed.</summary>
    ulong Changed(int thread);

    /// <summary>Whether a thread is at its end.</summary>
    bool IsOver(int thread);

    /// <summary>Passes under way; null: they aren't counted.</summary>
    int? PassesUnderWay { get; }
}
