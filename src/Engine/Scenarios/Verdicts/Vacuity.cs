using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;
using Emulator.Engine.Scenarios.Rows;

namespace Emulator.Engine.Scenarios.Verdicts;

/// <summary>Says why nothing could have broken a property.</summary>
internal static class Vacuity
{
    public static string? Of(Property property, Findings findings, RowText text)
    {
        bool Never(Signs what) => !findings.Signs.Has(what);
        return property switch
        {
            Property.NoLostWrite when Never(Happening.Store) => "no store was made",
            Property.NoLostDirtyBit when Never(Happening.DirtyCleared) => "no entry went from dirty to clean",
            Property.NoWritableAfterFlush when Never(Happening.Armed) => "no write-protect pass has flushed: nothing was armed",
            Property.NoStaleStore or Property.NoStaleLoad when Never(Happening.Freed) => "no frame was freed",
            Property.NoStaleStore when Never(Happening.Store) => "no store was made",
            Property.NoStaleLoad when Never(Happening.Load) => "no load was made",
            Property.TlbAgreesAfterFlush when !text.Threads.Any(t => t.HasTlb) => "no core has a TLB",
            Property.NoDeadlock when !text.CanWait => "no step can ever have to wait",
            Property.NoBug when Never(Happening.Questioned) => "no bug_on was reached",
            Property.Progress when Never(Happening.Accessed) => "no access was made",
            _ => null,
        };
    }
}
