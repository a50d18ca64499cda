using System.Runtime.CompilerServices;
using Emulator.Engine.Formats;
using Emulator.Engine.Memory;

namespace Emulator.Engine.Cpu;

/// <summary>What an access does next.</summary>
internal enum AccessStage
{
    /// <summary>Looks into the core's TLB.</summary>
    Lookup,

    /// <summary>Reads the entry in memory and fills the TLB.</summary>
    Walk,

    /// <summary>Sets dirty in memory, before the TLB lets the store through.</summary>
    Update,

    /// <summary>Faults: the kernel's turn.</summary>
    Fault,

    /// <summary>Reaches the page: the access is over.</summary>
    Perform,
}

/// <summary>The steps of translation hardware, each over one entry: bulk runs call them in a row, the explorer one at a
/// time.</summary>
internal static class Translation<TPte, TDirty, TTlb>
    where TPte : struct, IPteFormat
    where TDirty : struct, IDirtyTracking
    where TTlb : struct, ITlbModel
{
    /// <summary>A hit: what the TLB's copy allows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static AccessStage Hit(Pte cached, Access access) =>
        TDirty.Suffices(cached, access).IsTrue ? AccessStage.Perform
        : TDirty.Walk(cached, access).Fault.IsTrue ? AccessStage.Fault
        : AccessStage.Update;

    /// <summary>A walk: reads the leaf and sets young where the architecture does so. Dirty is a step of its own, by
    /// what is cached.</summary>
    /// <param name="slot">The leaf.</param>
    /// <param name="access">The access.</param>
    /// <param name="found">What stands in memory afterwards.</param>
    /// <param name="madeYoung">Whether hardware wrote young.</param>
    /// <returns>False: a fault.</returns>
    public static bool Walk<TSlot>(ref TSlot slot, Access access, out Pte found, out bool madeYoung)
        where TSlot : struct, IPteSlot, allows ref struct
    {
        madeYoung = false;
        while (true)
        {
            found = slot.Read();
            if (TDirty.Walk(found, access).Fault.IsTrue)
                return false;
            var young = TDirty.Commit(found, access.ForWalk);
            if (young.Fault.IsTrue || young.Entry == found)
                return true;
            if (!slot.Replace(found, young.Entry))
                continue;
            (found, madeYoung) = (young.Entry, true);
            return true;
        }
    }

    /// <summary>Whether the TLB keeps an entry that maps nothing, and refuses by it until it is dropped.</summary>
    public static bool KeepsRefusal(Pte pte) => !TPte.Present(pte).IsTrue && TTlb.Cached(pte) != default;

    /// <summary>A dirty update in one go: the first store through an entry cached clean goes to memory and decides by
    /// what stands there then.</summary>
    /// <returns>Whether the store may go on.</returns>
    public static bool Update<TSlot>(ref TSlot slot, Access access) where TSlot : struct, IPteSlot, allows ref struct
    {
        while (true)
        {
            var now = slot.Read();
            if (!Decide(now, access, out var then))
                return false;
            if (TDirty.Update == DirtyUpdate.ReadThenWrite)
                slot.Write(then);
            else if (!slot.Replace(now, then))
                continue;
            return LetsThrough(now, access);
        }
    }

    /// <summary>What a dirty update would store, by what it read.</summary>
    /// <returns>False: nothing, it faults.</returns>
    public static bool Decide(Pte now, Access access, out Pte then)
    {
        if (TDirty.Update == DirtyUpdate.None)
            throw new ArchitectureDefect(
                "a walk lets a store through that the TLB then refuses, and hardware sets no dirty bit");
        var outcome = TDirty.Commit(now, access);
        then = outcome.Entry;
        return !outcome.Fault.IsTrue || TDirty.Update is DirtyUpdate.Blind or DirtyUpdate.Stray;
    }

    /// <summary>The TLB's copy after a dirty update: it lets stores through, to the frame it has.</summary>
    public static Pte Updated(Pte cached, Access access) => TTlb.Cached(TDirty.Commit(cached, access).Entry);

    // A stray update is made, and the store faults all the same.
    private static bool LetsThrough(Pte now, Access access) =>
        TDirty.Update == DirtyUpdate.Blind || !TDirty.Commit(now, access).Fault.IsTrue;
}
