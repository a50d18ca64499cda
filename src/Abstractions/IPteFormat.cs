namespace Emulator;

/// <summary>How an architecture spells a page-table entry. Linux: the helpers of its <c>asm/pgtable.h</c>.</summary>
/// <remarks>
/// Members are pure formulas over a word (<see cref="IWord{W}"/>). Questions answer in bit 0. Implement it by an empty
/// struct, and mark what loops use with <c>AggressiveInlining</c>. Members with a body are optional; which of them a
/// format has is said by <see cref="Features"/>.
/// </remarks>
public interface IPteFormat
{
    /// <summary>Which optional members this format has.</summary>
    static virtual PteFeatures Features => PteFeatures.None;

    /// <summary>The shape of the tree.</summary>
    static abstract Geometry Geometry { get; }

    /// <summary>Every bit that means something, by its manual name, in bit order: those that the formulas look at or
    /// change are among them.</summary>
    static abstract IReadOnlyList<PteBit> Bits { get; }

    /// <summary>The kernel's helpers that are a read and a later store, and not one locked operation: what another
    /// agent writes in between is lost. Linux: the generic ones of <c>include/linux/pgtable.h</c>.</summary>
    static virtual PteHelpers NotAtomic => PteHelpers.None;

    /// <summary>What an empty slot holds. Linux: <c>pte_clear</c>.</summary>
    static virtual ulong Empty => 0;

    /// <summary>Whether an entry can occur. The laws speak of such entries, and every helper keeps to them. Say no of
    /// what nobody writes, of entries that aren't present too: swap entries are made by <see cref="Swap"/> and no
    /// helper is asked about them. A format whose helpers are right of every word leaves it out.</summary>
    static virtual W WellFormed<W>(W pte) where W : struct, IWord<W> => W.Of(1);

    /// <summary>Whether software takes it for a mapping. Linux: <c>pte_present</c>.</summary>
    static abstract W Present<W>(W pte) where W : struct, IWord<W>;

    /// <summary>Whether the slot is empty. Linux: <c>pte_none</c>.</summary>
    static abstract W None<W>(W pte) where W : struct, IWord<W>;

    /// <summary>Whether software granted writing, whatever hardware would answer today. Linux:
    /// <c>pte_write</c>.</summary>
    static abstract W Writable<W>(W pte) where W : struct, IWord<W>;

    /// <summary>Whether it is dirty, by hardware's hand or by software's. Linux: <c>pte_dirty</c>. Left out with its
    /// siblings by a format that has <see cref="PteFeatures.NoDirtyBit"/>.</summary>
    static virtual W Dirty<W>(W pte) where W : struct, IWord<W> => W.Of(0);

    /// <summary>Whether it was accessed. Linux: <c>pte_young</c>. Left out with its siblings by a format that has
    /// <see cref="PteFeatures.NoAccessedBit"/>.</summary>
    static virtual W Young<W>(W pte) where W : struct, IWord<W> => W.Of(1);

    /// <summary>Takes writing away and keeps dirtiness. Linux: <c>pte_wrprotect</c>.</summary>
    static abstract W WriteProtect<W>(W pte) where W : struct, IWord<W>;

    /// <summary>Takes dirtiness away and keeps writability and frame. Linux: <c>pte_mkclean</c>.</summary>
    static virtual W MakeClean<W>(W pte) where W : struct, IWord<W> => pte;

    /// <summary>Makes it dirty, and soft-dirty where the format has that. Linux: <c>pte_mkdirty</c>.</summary>
    static virtual W MakeDirty<W>(W pte) where W : struct, IWord<W> => pte;

    /// <summary>Grants writing and keeps dirtiness as it is. Linux: <c>pte_mkwrite</c>.</summary>
    static abstract W MakeWritable<W>(W pte) where W : struct, IWord<W>;

    /// <summary>Marks it accessed. Linux: <c>pte_mkyoung</c>.</summary>
    static virtual W MakeYoung<W>(W pte) where W : struct, IWord<W> => pte;

    /// <summary>Marks it not accessed. Linux: <c>pte_mkold</c>.</summary>
    static virtual W MakeOld<W>(W pte) where W : struct, IWord<W> => pte;

    /// <summary>Changes the protection and keeps frame, dirtiness and the like. Linux: <c>pte_modify</c>.</summary>
    /// <param name="pte">The entry.</param>
    /// <param name="protection">A well-formed, clean word without a frame. Linux: <c>pgprot_t</c>.</param>
    static abstract W Modify<W>(W pte, W protection) where W : struct, IWord<W>;

    /// <summary>Changes the protection of an entry that maps a huge page. Linux: <c>pmd_modify</c>. See
    /// <see cref="PteFeatures.ModifyHuge"/>.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="protection">As for <see cref="Modify"/>.</param>
    static virtual W ModifyHuge<W>(W entry, W protection) where W : struct, IWord<W> => entry;

    /// <summary>Whether two entries count as the same. Linux: <c>pte_same</c>.</summary>
    static virtual W Same<W>(W a, W b) where W : struct, IWord<W> => W.IsZero(a ^ b);

    /// <summary>What stands in memory after more was granted to an entry. Linux:
    /// <c>ptep_set_access_flags</c>.</summary>
    /// <param name="now">What is found in memory.</param>
    /// <param name="wanted">The entry with young, dirty or writable added.</param>
    static abstract W Merge<W>(W now, W wanted) where W : struct, IWord<W>;

    /// <summary>What the start of a change leaves in memory, so that no hardware update gets in between. Linux:
    /// <c>ptep_modify_prot_start</c>. Where it isn't a constant, declare
    /// <see cref="PteFeatures.StartKeepsEntry"/>.</summary>
    static virtual W Started<W>(W old) where W : struct, IWord<W> => W.Of(0);

    /// <summary>A leaf entry for user pages: present, young, read-only, clean, executable. Linux:
    /// <c>mk_pte</c>.</summary>
    /// <param name="frame">A frame number in the low bits.</param>
    static abstract W Leaf<W>(W frame) where W : struct, IWord<W>;

    /// <summary>The frame number of a leaf or of a table entry, in the low bits. Linux: <c>pte_pfn</c>.</summary>
    static abstract W Frame<W>(W pte) where W : struct, IWord<W>;

    /// <summary>An upper-level entry that points to the table in <paramref name="table"/> and grants everything:
    /// present, no huge page, and <see cref="Frame"/> gives the table back.</summary>
    static virtual Pte Table(Pfn table) => default;

    /// <summary>The same, where it differs by level. See <see cref="PteFeatures.TableByLevel"/>.</summary>
    /// <param name="table">The table that it points to.</param>
    /// <param name="level">The level that the entry stands in: 1 points to a leaf table.</param>
    static virtual Pte Table(Pfn table, int level) => default;

    /// <summary>Whether a present upper-level entry maps a huge page. Linux: <c>pmd_leaf</c>. See
    /// <see cref="PteFeatures.Huge"/>.</summary>
    static virtual W Huge<W>(W entry) where W : struct, IWord<W> => W.Of(0);

    /// <summary>A leaf entry turned into one that maps a huge page. Linux: <c>pmd_mkhuge</c>. See
    /// <see cref="PteFeatures.Huge"/>.</summary>
    static virtual W MakeHuge<W>(W pte) where W : struct, IWord<W> => pte;

    /// <summary>Whether it is soft-dirty. Linux: <c>pte_soft_dirty</c>. See
    /// <see cref="PteFeatures.SoftDirty"/>.</summary>
    static virtual W SoftDirty<W>(W pte) where W : struct, IWord<W> => W.Of(0);

    /// <summary>Makes it soft-dirty. Linux: <c>pte_mksoft_dirty</c>. See <see cref="PteFeatures.SoftDirty"/>.</summary>
    static virtual W MakeSoftDirty<W>(W pte) where W : struct, IWord<W> => pte;

    /// <summary>Takes soft-dirtiness away. Linux: <c>pte_clear_soft_dirty</c>. See
    /// <see cref="PteFeatures.SoftDirty"/>.</summary>
    static virtual W ClearSoftDirty<W>(W pte) where W : struct, IWord<W> => pte;

    /// <summary>Whether it is present to software alone. Linux: <c>pte_protnone</c>. See
    /// <see cref="PteFeatures.ProtNone"/>.</summary>
    static virtual W ProtNone<W>(W pte) where W : struct, IWord<W> => W.Of(0);

    /// <summary>Makes a present entry absent to hardware and keeps the rest. See
    /// <see cref="PteFeatures.ProtNone"/>.</summary>
    static virtual W MakeProtNone<W>(W pte) where W : struct, IWord<W> => pte;

    /// <summary>How many low bits of a swap offset an entry holds. See <see cref="PteFeatures.Swap"/>.</summary>
    static virtual int SwapOffsetBits => 0;

    /// <summary>The entry of a page that was swapped out. Linux: <c>swp_entry_to_pte</c>. See
    /// <see cref="PteFeatures.Swap"/>.</summary>
    /// <param name="offset">Where it went, in the low <see cref="SwapOffsetBits"/> bits; the others are to be
    /// ignored.</param>
    static virtual W Swap<W>(W offset) where W : struct, IWord<W> => W.Of(0);

    /// <summary>Where a page was swapped out to, in the low bits. Linux: <c>swp_offset</c>. See
    /// <see cref="PteFeatures.Swap"/>.</summary>
    static virtual W SwapOffset<W>(W pte) where W : struct, IWord<W> => W.Of(0);

    /// <summary>Whether a swap entry is soft-dirty. Linux: <c>pte_swp_soft_dirty</c>. See
    /// <see cref="PteFeatures.Swap"/>.</summary>
    static virtual W SwapSoftDirty<W>(W pte) where W : struct, IWord<W> => W.Of(0);

    /// <summary>Makes a swap entry soft-dirty. Linux: <c>pte_swp_mksoft_dirty</c>. See
    /// <see cref="PteFeatures.Swap"/>.</summary>
    static virtual W SwapMakeSoftDirty<W>(W pte) where W : struct, IWord<W> => pte;

    /// <summary>Takes soft-dirtiness from a swap entry. Linux: <c>pte_swp_clear_soft_dirty</c>. See
    /// <see cref="PteFeatures.Swap"/>.</summary>
    static virtual W SwapClearSoftDirty<W>(W pte) where W : struct, IWord<W> => pte;
}
