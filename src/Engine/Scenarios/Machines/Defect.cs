namespace Emulator.Engine.Scenarios.Machines;

/// <summary>Deliberate defects of a machine's steps. The tests plant them one by one, to prove that scenarios see them.</summary>
internal enum Defect
{
    None,

    // passes
    CommitsWhatTheTestRead,
    StartLeavesTheEntry,
    PassRecordsNothing,
    PassForgetsToRecordTheLastPage,
    PassTakesNoLock,
    PassFlushesOnePageTooFew,
    PassFlushesTheFirstPageAlone,
    PassFlushesBeforeTheWalk,
    PassNeverFlushes,
    NestedPassFlushesWhatItTouched,

    // flushes
    FlushForgetsOneCore,
    FlushForgetsTheOwnCore,
    FlushDoesNotWait,
    AcknowledgementDropsNothing,
    AcknowledgementDropsOnePage,

    // faults
    FaultKeepsTheOwnEntry,
    FaultDecidesByWhatTheWalkSaw,
    FaultTakesNoLock,
    MakeWritableTakesNoLock,
    MakeWritableDoesNotLookAgain,
    MakeWritableKeepsTheOwnEntry,
    MkWriteTakesNoLock,
    MkWriteRecordsNothing,
    MkWriteRecordsAtItsEnd,
    MkWriteUnlocksTooEarly,
    FaultLeavesTheEntryAsItWas,

    // hardware
    UpdateDoesNotReachMemory,
    UpdateLeavesTheTlb,
    HitNeedsNoUpdate,
    RefusalIsIgnored,

    // consumer and record
    ActClearsNoRecord,
    ActTakesNothing,
    SetPageDirtyDoesNothing,
    ExchangeIsTwoSteps,

    // agents that use no entry, and frames
    WriteFrameReachesNothing,
    WriteFrameForgetsWhoseContent,
    AllocatorGivesTheFirstFrameAlone,
    StorageKeyIsNotSet,
    BugOnAsksNothing,

    // store buffers, and the mm that a core runs on
    BarrierDoesNotWait,
    CoreDoesNotSeeItsOwnStore,
    StoreBufferIsUnordered,
    InvalidationWaitsForStores,
    LoadKeepsTheCoreOff,
    UnloadKeepsTranslations,
}
