using Emulator.Engine.Formats;
using Emulator.Engine.Memory;

namespace Emulator.Engine.Cpu;

/// <summary>What the fault handler makes of an entry.</summary>
internal enum FaultDecision
{
    /// <summary>Nothing is mapped: the access is given up.</summary>
    Absent,

    /// <summary>A store that isn't granted: <c>mkwrite</c> runs.</summary>
    MkWrite,

    /// <summary>Software set dirty.</summary>
    SetDirty,

    /// <summary>Software set young alone.</summary>
    SetYoung,

    /// <summary>Nothing to do: the access begins again.</summary>
    Spurious,

    /// <summary>A trap handler that takes no lock had nothing to set: the TLB's copy was old, and the access begins
    /// again.</summary>
    Reloaded,
}

/// <summary>The steps of the kernel's page fault handler, each over one entry under its page-table lock, and of trap
/// handlers that take none. Linux: <c>handle_pte_fault</c> and <c>do_wp_page</c>, for shared mappings.</summary>
internal static class FaultSteps<TPte, TDirty>
    where TPte : struct, IPteFormat
    where TDirty : struct, IDirtyTracking
{
    /// <summary>Decides, in this order: absent; present to software alone; a store not granted; young or dirty to be
    /// set by software; spurious.</summary>
    /// <param name="slot">The entry.</param>
    /// <param name="access">The access that faulted.</param>
    /// <param name="seen">What was read.</param>
    public static FaultDecision Decide<TSlot>(ref TSlot slot, Access access, out Pte seen)
        where TSlot : struct, IPteSlot, allows ref struct
    {
        seen = slot.Read();
        if (!TPte.Present(seen).IsTrue)
            return FaultDecision.Absent;
        // A hint, or no access at all: not for the write fault (do_numa_page comes first).
        if ((TPte.Features & PteFeatures.ProtNone) != 0 && TPte.ProtNone(seen).IsTrue)
            return FaultDecision.Spurious;
        if (access.IsWrite && !TPte.Writable(seen).IsTrue)
            return FaultDecision.MkWrite;
        var handled = TDirty.Handled(seen, access);
        if (handled == seen)
            return FaultDecision.Spurious;
        Merge(ref slot, handled);
        return Set(seen, handled);
    }

    /// <summary>The tail of a write fault: writable, dirty and young. Linux: <c>wp_page_reuse</c>.</summary>
    /// <param name="slot">The entry.</param>
    /// <param name="seen">What the fault saw; null: whatever stands there.</param>
    /// <returns>False: it isn't present, or not what the fault saw.</returns>
    public static bool MakeWritable<TSlot>(ref TSlot slot, Pte? seen) where TSlot : struct, IPteSlot, allows ref struct
    {
        var pte = slot.Read();
        if (!TPte.Present(pte).IsTrue || (seen is { } expected && expected != pte))
            return false;
        Merge(ref slot, TPte.MakeWritable(TPte.MakeDirty(TPte.MakeYoung(pte))));
        return true;
    }

    /// <summary>What a trap handler that takes no lock leaves: the entry as it is where it isn't present, or a store
    /// isn't granted, or there is nothing to set. The full fault is then next.</summary>
    public static Pte Trapped(Pte now, Access access) =>
        TPte.Present(now).IsTrue && (!access.IsWrite || TPte.Writable(now).IsTrue) ? TDirty.Handled(now, access) : now;

    /// <summary>Such a handler, by compare-and-swap.</summary>
    /// <returns><see cref="FaultDecision.Spurious"/>: it isn't for it, the full fault is next.</returns>
    public static FaultDecision Trap<TSlot>(ref TSlot slot, Access access)
        where TSlot : struct, IPteSlot, allows ref struct
    {
        Pte now, then;
        do
        {
            now = slot.Read();
            then = Trapped(now, access);
        }
        while (then != now && !slot.Replace(now, then));
        return then != now ? Set(now, then) : Reloads(now, access) ? FaultDecision.Reloaded : FaultDecision.Spurious;
    }

    /// <summary>Whether such a handler has but to load the entry into the TLB: it allows the access as it is.</summary>
    public static bool Reloads(Pte now, Access access) =>
        TPte.Present(now).IsTrue && (!access.IsWrite || TPte.Writable(now).IsTrue)
            && !TDirty.Walk(now, access).Fault.IsTrue;

    private static FaultDecision Set(Pte before, Pte after) =>
        (TPte.Dirty(after) & TPte.Dirty(before).Not()).IsTrue ? FaultDecision.SetDirty : FaultDecision.SetYoung;

    // ptep_set_access_flags
    private static void Merge<TSlot>(ref TSlot slot, Pte wanted) where TSlot : struct, IPteSlot, allows ref struct
    {
        if ((TPte.NotAtomic & PteHelpers.SetAccessFlags) != 0)
        {
            slot.Write(TPte.Merge(slot.Read(), wanted));
            return;
        }
        Pte now;
        do
            now = slot.Read();
        while (!slot.Replace(now, TPte.Merge(now, wanted)));
    }
}
