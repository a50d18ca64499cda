using System.Runtime.CompilerServices;
using static Emulator.Plugins.Ept.EptBits;

namespace Emulator.Plugins.Ept;

/// <summary>EPT entries of a guest's memory as KVM's TDP MMU uses them: the address space is a guest, an address a
/// guest-physical one, a fault an EPT violation, and the kernel the hypervisor. <c>arch/x86/kvm/mmu/spte.h</c>,
/// <c>spte.c</c>, <c>tdp_mmu.c</c>, as of 2025.</summary>
/// <remarks>
/// Software's account of what may be written is W itself: KVM write-protects to see the next write and keeps
/// MMU_WRITABLE, so that the fault may give W back. There is no PROT_NONE, no soft-dirty and no swap.
/// <para>// Choice: entries of a guest that runs no guest itself, whose leaves are always readable (ACC_ALL): those for
/// MMIO, which are misconfigured on purpose, and those under access tracking aren't modelled.</para>
/// <para>// Choice: the page-table lock stands for mmu_lock, held for writing. Under it KVM changes an entry by
/// atomic operations (<c>tdp_iter.h</c>), and a fault holds it for reading and compares and swaps
/// (<c>tdp_mmu_set_spte_atomic</c>), as all helpers do here. The fast page fault, which holds nothing
/// (<c>fast_page_fault</c> in <c>mmu.c</c>), is the tail of the emulator's write fault: it sets W only in what it saw.
/// KVM marks the page in the log after that, the emulator's driver before.</para>
/// </remarks>
/// <typeparam name="TSelf">The variant, whose own helpers are called.</typeparam>
public interface IEptPte<TSelf> : IPteFormat where TSelf : struct, IEptPte<TSelf>
{
    /// <summary>What its entries say of A and D: a value of SPTE_TDP_AD_MASK.</summary>
    static abstract ulong Type { get; }

    /// <summary>The bits by which hardware records accesses, A and D; 0: none.</summary>
    static abstract ulong Recorded { get; }

    /// <summary>Four levels: an EPT page-walk length of 4, guest-physical addresses of 48 bits.</summary>
    static Geometry IPteFormat.Geometry => new(PageShift: 12, Levels: 4, IndexBits: 9, UserAddressBits: 48);

    /// <summary>SHADOW_NONPRESENT_VALUE: all zero but for "suppress #VE".</summary>
    static ulong IPteFormat.Empty => EptBits.Empty;

    /// <summary>What <c>make_spte</c> makes: present and readable, of a memory type that exists, and not writable where
    /// the MMU or the host isn't (<c>check_spte_writable_invariants</c>).</summary>
    static W IPteFormat.WellFormed<W>(W pte) => pte.Bit(SwPresent) & pte.Bit(R) & EptPermissions.Configured(pte)
        & (pte.Bit(EptBits.W).Not() | pte.Bit(SwMmuWritable)) & (pte.Bit(SwMmuWritable).Not() | pte.Bit(SwHostWritable))
        & W.IsZero(pte.Only(TypeMask | Saved) ^ W.Of(TSelf.Type));

    /// <summary><c>is_shadow_present_pte</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.Present<W>(W pte) => pte.Bit(SwPresent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.None<W>(W pte) => W.IsZero(pte ^ W.Of(EptBits.Empty));

    /// <summary><c>is_writable_pte</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.Writable<W>(W pte) => pte.Bit(EptBits.W);

    /// <summary>For dirty logging: MMU_WRITABLE stays (<c>wrprot_gfn_range</c>).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.WriteProtect<W>(W pte) => pte.Clear(1UL << EptBits.W);

    /// <summary>What <c>fast_page_fault</c> sets, and where the entry isn't MMU_WRITABLE <c>make_spte</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.MakeWritable<W>(W pte) => pte.Set(Granted);

    /// <summary>// Choice: KVM has no <c>pte_modify</c>; where what is allowed changes, <c>make_spte</c> makes the
    /// entry anew. Here the rest stays.</summary>
    static W IPteFormat.Modify<W>(W pte, W protection) => pte.Clear(Permissions) | protection.Only(Permissions);

    /// <summary>A compare-and-swap from what was read, and again where something else stands there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.Merge<W>(W now, W wanted) => now | wanted.Only(Granted | TSelf.Recorded);

    /// <summary>FROZEN_SPTE: not present, and left alone by all others until it is over
    /// (<c>kvm_tdp_mmu_map</c>).</summary>
    static W IPteFormat.Started<W>(W old) => W.Of(Frozen);

    /// <summary><c>make_spte</c>, then write-protected for dirty logging: MMU_WRITABLE without W.</summary>
    static W IPteFormat.Leaf<W>(W frame) => (frame << 12).Only(FrameMask).Set(1UL << R | 1UL << X | WriteBack
        | 1UL << IPAT | 1UL << SwPresent | 1UL << SwHostWritable | 1UL << SwMmuWritable | 1UL << SVE
        | TSelf.Type | TSelf.Recorded & 1UL << A);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.Frame<W>(W pte) => pte.Only(FrameMask) >> 12;

    /// <summary><c>make_nonleaf_spte</c>.</summary>
    static Pte IPteFormat.Table(Pfn table) => new(table.Value << 12 & FrameMask | 1UL << R | 1UL << EptBits.W | 1UL << X
        | 1UL << SwPresent | 1UL << SVE | TSelf.Type | TSelf.Recorded & 1UL << A);

    /// <summary><c>is_large_pte</c>.</summary>
    static W IPteFormat.Huge<W>(W entry) => entry.Bit(SwPresent) & entry.Bit(PS);

    /// <summary><c>make_huge_spte</c>.</summary>
    static W IPteFormat.MakeHuge<W>(W pte) => pte.Set(1UL << PS);

    private const ulong Permissions = Granted | 1UL << R | 1UL << X;
}
