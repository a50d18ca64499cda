using Emulator.Engine.Laws;
using Emulator.Plugins.X86;

namespace Emulator.Plugins.Tests;

/// <summary>No member of the contract may be wrong unseen: each is twisted on an architecture that has them all, and
/// the laws that see it stand in docs/laws.md.</summary>
[TestClass]
public sealed class EveryMember
{
    [ThreadStatic]
    private static string? t_twisted;

    /// <summary>The members whose answers are formulas, by name.</summary>
    public static IEnumerable<string> Formulas =>
    [
        "WellFormed", "Present", "None", "Writable", "Dirty", "Young", "WriteProtect", "MakeClean", "MakeDirty",
        "MakeWritable", "MakeYoung", "MakeOld", "Modify", "ModifyHuge", "Same", "Merge", "Started", "Leaf", "Frame",
        "Table", "Huge", "MakeHuge", "SoftDirty", "MakeSoftDirty", "ClearSoftDirty", "ProtNone", "MakeProtNone",
        "SwapOffsetBits", "Swap", "SwapOffset", "SwapSoftDirty", "SwapMakeSoftDirty", "SwapClearSoftDirty", "Empty",
        "Bits", "Geometry", "Walk", "Commit", "Suffices", "Handled", "Update", "Cached",
    ];

    public static IEnumerable<object[]> Rows => Formulas.Select(member => new object[] { member });

    [TestMethod]
    public void Untwisted_it_keeps_every_law() => Assert.AreEqual("", Breaks(""));

    [TestMethod]
    [DynamicData(nameof(Rows))]
    public void A_member_that_is_twisted_is_seen_by_the_laws_that_the_page_says(string member)
    {
        var laws = Breaks(member);
        Assert.AreNotEqual("", laws, $"nobody sees {member}");
        var row = Repository.Page("laws.md").Split('\n')
            .FirstOrDefault(l => l.StartsWith($"| `{member}` |", StringComparison.Ordinal));
        Assert.AreEqual($"| `{member}` | {laws} |", row);
    }

    /// <summary>Nothing that x86 grants ever faults; a software-dirty format's first store does.</summary>
    [TestMethod]
    public void Faults_that_nobody_handles_are_seen_where_hardware_leaves_something_to_be_handled() =>
        Assert.AreEqual("T3", string.Join(' ', LawBook.Prove(new Fixtures.Broken.BrokenT3Finally())
            .Where(r => r.Verdict == LawVerdict.Broken).Select(r => r.Law.Name)));

    private static string Breaks(string member)
    {
        t_twisted = member;
        try
        {
            return string.Join(' ', LawBook.Prove(new Twisted()).Where(r => r.Verdict == LawVerdict.Broken)
                .Select(r => r.Law.Name));
        }
        finally
        {
            t_twisted = null;
        }
    }

    private static W Ask<W>(string member, W answer) where W : struct, IWord<W> =>
        t_twisted == member ? answer.Not() : answer;

    // Another frame, in bits that swap offsets have too.
    private static W Make<W>(string member, W entry) where W : struct, IWord<W> =>
        t_twisted == member ? entry ^ W.Of(1UL << 30) : entry;

    private readonly struct TwistedPte : IPteFormat
    {
        public static PteFeatures Features => X86Pte.Features | PteFeatures.ModifyHuge;

        public static Geometry Geometry => t_twisted == "Geometry" ? default : X86Pte.Geometry;

        public static IReadOnlyList<PteBit> Bits => t_twisted == "Bits" ? [.. X86Pte.Bits.Skip(1)] : X86Pte.Bits;

        public static ulong Empty => t_twisted == "Empty" ? 1UL << 2 : X86Pte.Empty;

        public static W WellFormed<W>(W p) where W : struct, IWord<W> => Ask(nameof(WellFormed), X86Pte.WellFormed(p));
        public static W Present<W>(W p) where W : struct, IWord<W> => Ask(nameof(Present), X86Pte.Present(p));
        public static W None<W>(W p) where W : struct, IWord<W> => Ask(nameof(None), X86Pte.None(p));
        public static W Writable<W>(W p) where W : struct, IWord<W> => Ask(nameof(Writable), X86Pte.Writable(p));
        public static W Dirty<W>(W p) where W : struct, IWord<W> => Ask(nameof(Dirty), X86Pte.Dirty(p));
        public static W Young<W>(W p) where W : struct, IWord<W> => Ask(nameof(Young), X86Pte.Young(p));
        public static W WriteProtect<W>(W p) where W : struct, IWord<W> =>
            Make(nameof(WriteProtect), X86Pte.WriteProtect(p));
        public static W MakeClean<W>(W p) where W : struct, IWord<W> => Make(nameof(MakeClean), X86Pte.MakeClean(p));
        public static W MakeDirty<W>(W p) where W : struct, IWord<W> => Make(nameof(MakeDirty), X86Pte.MakeDirty(p));
        public static W MakeWritable<W>(W p) where W : struct, IWord<W> =>
            Make(nameof(MakeWritable), X86Pte.MakeWritable(p));
        public static W MakeYoung<W>(W p) where W : struct, IWord<W> => Make(nameof(MakeYoung), X86Pte.MakeYoung(p));
        public static W MakeOld<W>(W p) where W : struct, IWord<W> => Make(nameof(MakeOld), X86Pte.MakeOld(p));
        public static W Modify<W>(W p, W q) where W : struct, IWord<W> => Make(nameof(Modify), X86Pte.Modify(p, q));
        public static W ModifyHuge<W>(W p, W q) where W : struct, IWord<W> =>
            Make(nameof(ModifyHuge), X86Pte.Modify(p, q));
        public static W Same<W>(W a, W b) where W : struct, IWord<W> => Ask(nameof(Same), X86Pte.Same(a, b));
        public static W Merge<W>(W now, W wanted) where W : struct, IWord<W> =>
            Make(nameof(Merge), X86Pte.Merge(now, wanted));
        public static W Started<W>(W old) where W : struct, IWord<W> =>
            t_twisted == nameof(Started) ? old : X86Pte.Started(old);
        public static W Leaf<W>(W frame) where W : struct, IWord<W> => Make(nameof(Leaf), X86Pte.Leaf(frame));
        public static W Frame<W>(W p) where W : struct, IWord<W> => Make(nameof(Frame), X86Pte.Frame(p));
        public static Pte Table(Pfn table) => Make(nameof(Table), X86Pte.Table(table));
        public static W Huge<W>(W p) where W : struct, IWord<W> => Ask(nameof(Huge), X86Pte.Huge(p));
        public static W MakeHuge<W>(W p) where W : struct, IWord<W> => Make(nameof(MakeHuge), X86Pte.MakeHuge(p));
        public static W SoftDirty<W>(W p) where W : struct, IWord<W> => Ask(nameof(SoftDirty), X86Pte.SoftDirty(p));
        public static W MakeSoftDirty<W>(W p) where W : struct, IWord<W> =>
            Make(nameof(MakeSoftDirty), X86Pte.MakeSoftDirty(p));
        public static W ClearSoftDirty<W>(W p) where W : struct, IWord<W> =>
            Make(nameof(ClearSoftDirty), X86Pte.ClearSoftDirty(p));
        public static W ProtNone<W>(W p) where W : struct, IWord<W> => Ask(nameof(ProtNone), X86Pte.ProtNone(p));
        public static W MakeProtNone<W>(W p) where W : struct, IWord<W> =>
            Make(nameof(MakeProtNone), X86Pte.MakeProtNone(p));
        public static int SwapOffsetBits => X86Pte.SwapOffsetBits + (t_twisted == nameof(SwapOffsetBits) ? 1 : 0);
        public static W Swap<W>(W offset) where W : struct, IWord<W> => Make(nameof(Swap), X86Pte.Swap(offset));
        public static W SwapOffset<W>(W p) where W : struct, IWord<W> => Make(nameof(SwapOffset), X86Pte.SwapOffset(p));
        public static W SwapSoftDirty<W>(W p) where W : struct, IWord<W> =>
            Ask(nameof(SwapSoftDirty), X86Pte.SwapSoftDirty(p));
        public static W SwapMakeSoftDirty<W>(W p) where W : struct, IWord<W> =>
            Make(nameof(SwapMakeSoftDirty), X86Pte.SwapMakeSoftDirty(p));
        public static W SwapClearSoftDirty<W>(W p) where W : struct, IWord<W> =>
            Make(nameof(SwapClearSoftDirty), X86Pte.SwapClearSoftDirty(p));
    }

    private readonly struct TwistedDirty : IDirtyTracking
    {
        public static DirtyUpdate Update => t_twisted == nameof(Update) ? DirtyUpdate.None : X86Dirty.Update;

        public static Outcome<W> Walk<W>(W p, Access access) where W : struct, IWord<W> =>
            X86Dirty.Walk(p, access) is var o ? o with { Entry = Make(nameof(Walk), o.Entry) } : default;

        public static Outcome<W> Commit<W>(W p, Access access) where W : struct, IWord<W> =>
            X86Dirty.Commit(p, access) is var o ? o with { Entry = Make(nameof(Commit), o.Entry) } : default;

        public static W Suffices<W>(W cached, Access access) where W : struct, IWord<W> =>
            Ask(nameof(Suffices), X86Dirty.Suffices(cached, access));

        public static W Handled<W>(W p, Access access) where W : struct, IWord<W> =>
            Make(nameof(Handled), X86Dirty.Handled(p, access));
    }

    private readonly struct TwistedTlb : ITlbModel
    {
        public static FlushReach Reach => FlushReach.Interrupt;

        public static W Cached<W>(W p) where W : struct, IWord<W> => Make(nameof(Cached), X86Tlb.Cached(p));
    }

    private sealed class Twisted() : Architecture<TwistedPte, TwistedDirty, TwistedTlb>("twisted");
}
