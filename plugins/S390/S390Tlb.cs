using System.Runtime.CompilerServices;
using static Emulator.Plugins.S390.S390Bits;

namespace Emulator.Plugins.S390;

/// <summary>The TLB keeps valid entries. IPTE invalidates an entry and purges it from the TLB of every CPU before it is
/// done. Principles of Operation, chapter 10, "INVALIDATE PAGE TABLE ENTRY".</summary>
/// <remarks>// Choice: the address space runs on several CPUs. On one alone Linux sets INVALID and flushes
/// later.</remarks>
public readonly struct S390Tlb : ITlbModel
{
    /// <inheritdoc/>
    public static FlushReach Reach => FlushReach.Synchronous;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Cached<W>(W pte) where W : struct, IWord<W> => pte & W.Spread(pte.Bit(Invalid).Not());
}
