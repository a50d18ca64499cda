using Emulator.Engine.Memory;
using Emulator.Engine.Passes;
using Emulator.Plugins.X86;

namespace Emulator.Engine.Tests;

/// <summary>Which VMAs a pass walks, what it flushes, and what it says of what it leaves alone.</summary>
[TestClass]
public sealed class ApplyAsWalks
{
    private const VmFlags Device = VmFlags.Shared | VmFlags.Write | VmFlags.MayWrite | VmFlags.Io;
    private readonly List<string> _warnings = [];
    private readonly Sent _sent = new();

    private static Pte Dirty(ulong frame) => X86Pte.MakeDirty(X86Pte.MakeWritable(X86Pte.Leaf(new Pte(frame))));

    private static AddressSpace<X86Pte> Space(params Vma[] vmas)
    {
        var space = new AddressSpace<X86Pte>(vmas);
        foreach (var vma in vmas)
            for (ulong i = 0; i < vma.Length; i++)
                space.Tables.Set(vma.Start + i, Dirty(i));
        return space;
    }

    private ApplyAs<X86Pte> Apply(AddressSpace<X86Pte> space, ApplyRules rules = ApplyRules.AsPosted) =>
        new(space, _sent, rules, FlushDiscipline.Batched, _warnings.Add);

    [TestMethod]
    public void Each_vma_is_clipped_and_flushed_before_the_next()
    {
        using var space = Space(new(new(0x100), 10, 10, Device), new(new(0x400), 18, 10, Device));
        var record = new DirtyBitmap(15, 5);
        var result = Apply(space).Clean(new(15, 20), record);
        Assert.AreEqual(7UL, result.Changed, "a page counts once per vma");
        Assert.AreSequenceEqual(new ulong[] { 15, 16, 17, 18, 19 }, record.Pages().ToArray());
        Assert.AreSequenceEqual(new VpnRange[] { new(new(0x105), new(0x10a)), new(new(0x400), new(0x402)) },
            _sent.Ranges);
    }

    [TestMethod]
    public void As_posted_a_vma_that_does_not_match_is_skipped_and_the_next_is_walked()
    {
        using var space = Space(new(new(0x100), 0, 4, Device & ~VmFlags.Write), new(new(0x400), 0, 4, Device));
        Assert.AreEqual(4UL, Apply(space).Clean(PgoffRange.All, new(0, 4)).Changed);
        Assert.IsEmpty(_warnings);
    }

    [TestMethod]
    public void As_merged_the_first_vma_that_does_not_match_ends_the_walk()
    {
        using var space = Space(new(new(0x100), 0, 4, Device & ~VmFlags.MayWrite), new(new(0x400), 1, 4, Device));
        Assert.AreEqual(0UL, Apply(space, ApplyRules.AsMerged).Clean(PgoffRange.All, new(0, 5)).Changed);
    }

    [TestMethod]
    public void As_merged_a_vma_made_read_only_by_mprotect_is_still_walked()
    {
        using var space = Space(new Vma(new(0x100), 0, 4, Device & ~VmFlags.Write & ~VmFlags.Io));
        Assert.AreEqual(4UL, Apply(space, ApplyRules.AsMerged).Clean(PgoffRange.All, new(0, 4)).Changed);
        Assert.AreEqual(0UL, Apply(space).Clean(PgoffRange.All, new(0, 4)).Changed);
    }

    [TestMethod]
    [DataRow(VmFlags.Shared | VmFlags.Write)]
    [DataRow(Device | VmFlags.HugeTlb)]
    public void As_posted_a_vma_that_breaks_the_precondition_is_left_alone_with_one_warning(VmFlags flags)
    {
        using var space = Space(new Vma(new(0x100), 0, 4, flags));
        Assert.AreEqual(0UL, Apply(space).WriteProtect(PgoffRange.All).Changed);
        Assert.HasCount(1, _warnings);
        Assert.AreEqual(Dirty(0), space.Tables.Get(new(0x100)));
    }

    [TestMethod]
    public void A_huge_entry_is_left_alone_with_a_warning_and_the_walk_goes_on_behind_it()
    {
        using var space = new AddressSpace<X86Pte>([new Vma(new(0), 0, 1024, Device)]);
        var huge = X86Pte.MakeHuge(Dirty(0x200));
        space.Tables.SetHuge(new(0), huge);
        space.Tables.Set(new(600), Dirty(7));
        var record = new DirtyBitmap(0, 1024);
        Assert.AreEqual(1UL, Apply(space).Clean(PgoffRange.All, record).Changed);
        Assert.AreSequenceEqual(new ulong[] { 600 }, record.Pages().ToArray());
        Assert.HasCount(1, _warnings);
        Assert.Contains("huge", _warnings[0]);
    }

    [TestMethod]
    public void As_merged_a_nested_pass_flushes_its_whole_range_and_as_posted_nothing()
    {
        using var space = Space(new Vma(new(0x100), 0, 8, Device));
        Apply(space).WriteProtect(PgoffRange.All);
        _sent.Ranges.Clear();
        space.BeginFlushPending();
        Apply(space).WriteProtect(new(2, 5));
        Assert.IsEmpty(_sent.Ranges);
        Apply(space, ApplyRules.AsMerged).WriteProtect(new(2, 5));
        Assert.AreSequenceEqual(new VpnRange[] { new(new(0x102), new(0x105)) }, _sent.Ranges);
        space.EndFlushPending();
        Assert.AreEqual(0, space.FlushesPending);
    }

    [TestMethod]
    public void A_bitmap_that_does_not_cover_the_range_changes_nothing()
    {
        using var space = Space(new Vma(new(0x100), 4, 8, Device));
        Assert.ThrowsExactly<ArgumentException>(() => Apply(space).Clean(PgoffRange.All, new(4, 7)));
        Assert.ThrowsExactly<ArgumentException>(() => Apply(space).Clean(PgoffRange.All, new(5, 8)));
        Assert.AreEqual(Dirty(0), space.Tables.Get(new(0x100)));
    }

    [TestMethod]
    public void A_soft_dirty_round_flushes_the_address_space_once_whatever_the_discipline()
    {
        using var space = Space(new(new(0x100), 0, 4, Device), new(new(0x400), 4, 4, VmFlags.None));
        var record = new DirtyBitmap(0, 8);
        var apply = new ApplyAs<X86Pte>(space, _sent, ApplyRules.AsPosted, FlushDiscipline.PerPte);
        Assert.AreEqual(8UL, apply.ClearRefs(record).Changed);
        Assert.AreEqual(8UL, record.Count);
        Assert.HasCount(1, _sent.Ranges);
        var left = space.Tables.Get(new(0x100));
        Assert.IsFalse((X86Pte.SoftDirty(left) | X86Pte.Writable(left)).IsTrue);
        Assert.IsTrue(X86Pte.Dirty(left).IsTrue);
    }

    [TestMethod]
    public void An_empty_window_starts_from_the_number_of_pages_asked_for()
    {
        Assert.AreEqual(new DirtyWindow(7, 0), new DirtyWindow(0, 0).After(nr: 7, null, bitmapPgoff: 2));
        Assert.AreEqual(new DirtyWindow(7, 12), new DirtyWindow(3, 3).After(7, new(12, 14), 2),
            "below the first bit set: widened, never lost");
        Assert.AreEqual(new DirtyWindow(1, 12), new DirtyWindow(1, 4).After(7, new(12, 14), 2));
    }

    private sealed class Sent : ITlbShootdown
    {
        public List<VpnRange> Ranges { get; } = [];

        public void Flush(VpnRange pages) => Ranges.Add(pages);

        public void FlushAll() => Flush(new(new(0), new(ulong.MaxValue)));
    }
}
