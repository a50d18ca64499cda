namespace Emulator.Engine.Scenarios.Model;

/// <summary>What a scenario can assert.</summary>
internal enum Property
{
    NoLostWrite,
    NoLostDirtyBit,
    NoWritableAfterFlush,
    NoStaleStore,
    NoStaleLoad,
    TlbAgreesAfterFlush,
    NoDeadlock,
    Progress,
    NoBug,
}
