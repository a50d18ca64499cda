using Emulator.Engine.Passes;
using Emulator.Engine.Tests.Stepping;

namespace Emulator.Engine.Tests;

/// <summary>The thread's question, by hand: a store slips in between the change of an entry and its flush.</summary>
[TestClass]
public sealed class DirectedInterleavings
{
    private const int A = 0;

    public static IEnumerable<object[]> SoundDisciplines =>
        from a in Architectures.All
        from flush in new[] { FlushDiscipline.Batched, FlushDiscipline.PerPte, FlushDiscipline.PerTable }
        select new object[] { a.Name, flush };

    public static IEnumerable<object[]> Names => Architectures.All.Select(a => new object[] { a.Name });

    [TestMethod]
    [DynamicData(nameof(SoundDisciplines))]
    public void A_store_through_a_stale_entry_is_in_the_bitmap_or_the_pte(string architecture, FlushDiscipline flush)
    {
        var bench = Bench.Of(architecture, pages: 3, cores: 1, writable: true);
        bench.Store(0, A);
        var pass = bench.Begin(clean: true, flush);
        pass.StepUntilFirstChange();
        bench.Store(0, A);
        pass.StepToEnd();
        Assert.IsTrue(bench.Record[A]);
        bench.Record.Clear();
        bench.Store(0, A);
        Assert.IsTrue(bench.IsDirty(A), "after the flush a store marks the entry again");
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Without_a_flush_a_later_store_leaves_no_mark(string architecture)
    {
        var bench = Bench.Of(architecture, pages: 3, cores: 1, writable: true);
        bench.Store(0, A);
        var pass = bench.Begin(clean: true, FlushDiscipline.None);
        pass.StepToEnd();
        bench.Record.Clear();
        bench.Store(0, A);
        Assert.IsFalse(bench.IsDirty(A) || bench.Record[A]);
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void A_consumer_that_acts_before_the_batched_flush_loses_the_store(string architecture)
    {
        var bench = Bench.Of(architecture, pages: 3, cores: 1, writable: true);
        bench.Store(0, A);
        var pass = bench.Begin(clean: true, FlushDiscipline.Batched);
        pass.StepToOwedFlush();
        bench.Record.Clear();
        bench.Store(0, A);
        pass.StepToEnd();
        Assert.IsFalse(bench.IsDirty(A) || bench.Record[A]);
    }

    [TestMethod]
    [DynamicData(nameof(SoundDisciplines))]
    public void After_a_write_protect_pass_and_its_flush_the_next_store_is_recorded(string architecture,
        FlushDiscipline flush)
    {
        var bench = Bench.Of(architecture, pages: 3, cores: 2, writable: false);
        bench.Store(0, A);
        bench.Record.Clear();
        var pass = bench.Begin(clean: false, flush);
        pass.StepToEnd();
        Assert.IsFalse(bench.IsWritable(A));
        bench.Store(1, A);
        Assert.IsTrue(bench.Record[A]);
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Without_a_flush_a_store_to_a_write_protected_page_goes_unrecorded(string architecture)
    {
        var bench = Bench.Of(architecture, pages: 3, cores: 1, writable: false);
        bench.Store(0, A);
        bench.Record.Clear();
        var pass = bench.Begin(clean: false, FlushDiscipline.None);
        pass.StepToEnd();
        bench.Store(0, A);
        Assert.IsFalse(bench.Record[A]);
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void A_store_between_test_and_start_is_not_overwritten(string architecture)
    {
        var bench = Bench.Of(architecture, pages: 1, cores: 1, writable: true);
        bench.Store(0, A);
        var pass = bench.Begin(clean: false, FlushDiscipline.Batched);
        pass.StepTo(PassOp.Start);
        bench.Store(0, A);
        pass.StepToEnd();
        Assert.IsTrue(bench.IsDirty(A), "what start takes is changed, not what the test read");
    }
}
