using Emulator.Engine.Laws;

namespace Emulator.Plugins.Tests;

/// <summary>Bugs that shipped break the laws that their story tells, and no others.</summary>
[TestClass]
public sealed class HistoricLaws
{
    [TestMethod]
    public void Write_protection_that_forgets_the_hardware_walker_breaks_L1() =>
        Assert.AreEqual("L1", Broken(new LoongArch.LoongArchR2()));

    [TestMethod]
    public void The_entry_that_shows_it_has_D_alone()
    {
        var result = LawBook.Prove(new LoongArch.LoongArchR2()).Single(r => r.Law.Name == "L1");
        Assert.AreEqual(new Pte(0x102), result.Entry);   // W and D, without MODIFIED
    }

    // L9 is broken today as well, and exempt. T4: a read-only page takes stores.
    [TestMethod]
    public void D_that_follows_from_nothing_lets_stores_pass_unrecorded() =>
        Assert.AreEqual("T1 T2 T4", Broken(new LoongArch.LoongArchR9()));

    // Nothing in an entry ever says dirty: hardware keeps it elsewhere.
    [TestMethod]
    public void An_entry_without_dirty_state_breaks_what_speaks_of_setting_it() =>
        Assert.AreEqual("L4 L8 T1 T2", Broken(new S390.S390R24()));

    [TestMethod]
    public void Each_says_what_it_was()
    {
        Assert.IsNotNull(new LoongArch.LoongArchR2().History);
        Assert.IsNotNull(new LoongArch.LoongArchR9().History);
        Assert.IsNotNull(new S390.S390R24().History);
        Assert.IsNull(new S390.S390().History);
        Assert.IsNull(new LoongArch.LoongArch().History);
        Assert.IsNull(new LoongArch.LoongArchPtw().History);
    }

    private static string Broken(Architecture architecture) =>
        string.Join(' ', LawBook.Prove(architecture).Where(r => r.Verdict == LawVerdict.Broken)
            .Select(r => r.Law.Name));
}
