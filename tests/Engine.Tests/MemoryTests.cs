using Emulator.Engine.Memory;
using Emulator.Plugins.S390;
using Emulator.Plugins.X86;

namespace Emulator.Engine.Tests;

/// <summary>Page tables, the bitmap and the locks.</summary>
[TestClass]
public sealed class MemoryTests
{
    [TestMethod]
    public void A_page_reads_back_what_was_set_and_its_neighbours_are_empty()
    {
        using var tables = new PageTables<X86Pte>();
        foreach (var page in new ulong[] { 0, 1, 511, 512, 1UL << 18, (1UL << 35) - 1 })
            tables.Set(new(page), new(page + 1));
        Assert.AreEqual(new Pte(512), tables.Get(new(511)));
        Assert.AreEqual(new Pte(1UL << 35), tables.Get(new((1UL << 35) - 1)));
        Assert.AreEqual(default, tables.Get(new(2)));
        Assert.AreEqual(default, tables.Get(new(1UL << 30)));
    }

    [TestMethod]
    public void A_walk_meets_each_table_once_in_page_order_and_passes_over_holes()
    {
        using var tables = new PageTables<X86Pte>();
        foreach (var page in new ulong[] { 5, 600, 1UL << 27, (1UL << 27) + 513 })
            tables.Set(new(page), new(1));
        var left = new VpnRange(new(3), new((1UL << 27) + 520));
        var cursor = default(TableCursor);
        var met = new List<(ulong, int, int)>();
        while (tables.TryNext(left, ref cursor, out var span))
        {
            met.Add((span.Pages.Start.Value, span.From, span.To));
            left = left with { Start = span.Pages.End };
        }
        Assert.AreSequenceEqual(new[] { (3UL, 3, 512), (512UL, 0, 512), (1UL << 27, 0, 512),
            ((1UL << 27) + 512, 0, 8) }, met);
    }

    [TestMethod]
    public void Leaf_tables_may_be_smaller_than_the_tables_above_them()
    {
        using var tables = new PageTables<S390Pte>();
        var pages = new ulong[] { 0, 255, 256, (1UL << 19) - 1, 1UL << 19, (1UL << 30) - 1 };
        foreach (var page in pages)
            tables.Set(new(page), new(page + 1));
        foreach (var page in pages)
            Assert.AreEqual(new Pte(page + 1), tables.Get(new(page)));
        Assert.AreEqual(new Pte(S390Pte.Empty), tables.Get(new(257)));
        Assert.AreEqual(new Pte(S390Pte.Empty), tables.Get(new(1UL << 29)));
        Assert.AreEqual(new Vpn(256), tables.Find(new(300))?.First);
    }

    [TestMethod]
    public void A_walk_over_small_leaf_tables_meets_each_once_in_page_order()
    {
        using var tables = new PageTables<S390Pte>();
        foreach (var page in new ulong[] { 5, 300, 1UL << 19, (1UL << 29) + 257 })
            tables.Set(new(page), new(1));
        var left = new VpnRange(new(3), new((1UL << 29) + 260));
        var cursor = default(TableCursor);
        var met = new List<(ulong, int, int)>();
        while (tables.TryNext(left, ref cursor, out var span))
        {
            met.Add((span.Pages.Start.Value, span.From, span.To));
            left = left with { Start = span.Pages.End };
        }
        Assert.AreSequenceEqual(new[] { (3UL, 3, 256), (256UL, 0, 256), (1UL << 19, 0, 256),
            ((1UL << 29) + 256, 0, 4) }, met);
    }

    [TestMethod]
    public void Many_tables_of_both_sizes_do_not_overlap()
    {
        using var tables = new PageTables<S390Pte>();
        // every other one in a segment table of its own
        var pages = Enumerable.Range(0, 400).Select(k => (ulong)k * ((1UL << 18) + 3)).ToList();
        foreach (var page in pages)
            tables.Set(new(page), new(page + 1));
        foreach (var page in pages)
            Assert.AreEqual(new Pte(page + 1), tables.Get(new(page)));
    }

    [TestMethod]
    public void Masks_are_set_across_words_of_the_bitmap()
    {
        var random = new Random(9);
        for (var round = 0; round < 200; round++)
        {
            var bitmap = new DirtyBitmap(10, 300);
            var pgoff = (ulong)random.Next(10, 246);
            var mask = (ulong)random.NextInt64() & (ulong)random.NextInt64();
            bitmap.Set(pgoff, mask);
            Assert.AreSequenceEqual(
                Enumerable.Range(0, 64).Where(k => (mask >> k & 1) != 0).Select(k => pgoff + (ulong)k), bitmap.Pages());
        }
    }

    [TestMethod]
    public void A_mask_whose_low_bits_lie_before_the_bitmap_is_set_where_it_has_ones()
    {
        var bitmap = new DirtyBitmap(70, 4);
        bitmap.Set(60, 0b11UL << 10);
        Assert.AreSequenceEqual(new ulong[] { 70, 71 }, bitmap.Pages());
    }

    [TestMethod]
    public void A_lock_is_held_by_one_and_serves_in_turn()
    {
        var held = new KernelLock();
        held.Enter();
        Assert.IsFalse(held.TryGlance(out _));
        var (first, second) = (held.Queue(), held.Queue());
        held.Exit();
        Assert.IsTrue(held.IsServed(first) && !held.IsServed(second));
        held.Exit();
        Assert.IsTrue(held.IsServed(second));
        held.Exit();
        Assert.IsTrue(held.TryGlance(out _));
    }

    [TestMethod]
    public void A_glance_counts_only_while_nobody_takes_the_lock()
    {
        var held = new KernelLock();
        Assert.IsTrue(held.TryGlance(out var glance) && held.WasFreeSince(glance));
        held.Enter();
        Assert.IsFalse(held.TryGlance(out _) || held.WasFreeSince(glance));
        held.Exit();
        Assert.IsFalse(held.WasFreeSince(glance), "it was taken in between");
    }
}
