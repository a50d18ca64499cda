using Emulator.Engine.Laws;
using Emulator.Engine.Verification;
using Emulator.Plugins.X86;

namespace Emulator.Plugins.Tests;

/// <summary>What a plugin declares is what it implements: law D1 says where it isn't, and how to mend it.</summary>
[TestClass]
public sealed class Declarations
{
    public static IEnumerable<object[]> WrongOnes =>
    [
        [new Wrong<OtherEmpty>(), "OtherEmpty.Empty isn't the contract's Empty: its default answers; expected public "
            + "static ulong Empty"],
        [new Wrong<OtherSame>(), "OtherSame.Same isn't the contract's Same: its default answers; expected public "
            + "static W Same<W>(W a, W b) where W : struct, IWord<W>"],
        [new WrongTracking<OtherFinal>(), "OtherFinal.FaultIsFinal isn't the contract's FaultIsFinal: its default "
            + "answers; expected public static bool FaultIsFinal(Access access)"],
        [new Wrong<UnknownFeature>(), "PteFeatures 1048578 is none that the contract names; expected None, SoftDirty"],
        [new Wrong<UnknownHelper>(), "PteHelpers 4096 is none that the contract names; expected None, GetAndClear"],
        [new WrongTracking<UnknownUpdate>(), "DirtyUpdate 77 is none that the contract names; expected None, Atomic"],
        [new Wrong<WideOffset>(), "SwapOffsetBits is 64; expected 1 to 63: a swap entry of 64 bits has an offset, and "
            + "more"],
        [new Wrong<NoOffset>(), "SwapOffsetBits is 0; expected 1 to 63"],
        [new Wrong<SoftDirtyAlone>(), "Features has SoftDirty, and SoftDirty isn't implemented: its default answers; "
            + "implement it, or take SoftDirty out"],
        [new Wrong<ByLevelAlone>(), "Features has TableByLevel, and Table(table, level) isn't implemented"],
        [new Wrong<KeepsAlone>(), "Features has StartKeepsEntry, and Started isn't implemented"],
    ];

    [TestMethod]
    [DynamicData(nameof(WrongOnes))]
    public void What_is_declared_and_not_there_is_told_with_what_to_write(Architecture architecture, string says)
    {
        var result = LawBook.Prove(architecture, law => law.Name == "D1").Single();
        Assert.AreEqual(LawVerdict.Broken, result.Verdict);
        Assert.StartsWith(says, result.Why ?? "");
    }

    [TestMethod]
    public void A_member_of_one_s_own_may_be_named_as_one_likes() =>
        Assert.AreEqual(LawVerdict.Holds,
            LawBook.Prove(new Wrong<OwnMembers>(), law => law.Name == "D1").Single().Verdict);

    [TestMethod]
    public void A_declared_update_that_hardware_does_not_make_is_seen_by_T8()
    {
        var result = LawBook.Prove(new WrongTracking<SaysAtomic>(), law => law.Name == "T8").Single();
        Assert.AreEqual(LawVerdict.Broken, result.Verdict);
        Assert.AreEqual("doesn't make a fresh writable entry dirty, and Update is Atomic", result.Culprits[0].Fault);
    }

    [TestMethod]
    public void An_exemption_that_is_none_is_told_and_nothing_throws()
    {
        var results = Verifier.Verify(new Unexcused(), law => law.Name is "L1" or "EX");
        Assert.AreEqual("an exemption lacks its law or its reason; write new(\"L3\", \"why\")",
            results.Single(r => r.Verdict == LawVerdict.Broken).Why);
    }

    [TestMethod]
    public void What_follows_from_an_exempt_law_says_so()
    {
        var results = Verifier.Verify(new Excused(), law => law.Name is "L1" or "X3");
        Assert.AreEqual(LawVerdict.Exempt, results[0].Verdict);
        Assert.AreEqual("L1", Roots.Of(results[1], results)?.Law.Name);
    }

    [TestMethod]
    public void A_member_that_throws_is_named() => Assert.AreEqual("Throws.Dirty threw InvalidOperationException: boo",
        LawBook.Prove(new Wrong<Throws>(), law => law.Name == "L3").Single().Why);

    private sealed class Wrong<TPte>() : Architecture<TPte, X86Dirty, X86Tlb>("wrong") where TPte : struct, IPteFormat;

    private sealed class WrongTracking<TDirty>() : Architecture<X86Pte, TDirty, X86Tlb>("wrong")
        where TDirty : struct, IDirtyTracking;

    private sealed class Unexcused() : Architecture<X86Pte, X86Dirty, X86Tlb>("wrong")
    {
        public override IReadOnlyList<LawExemption> Exemptions => [null!];
    }

    private sealed class Excused() : Architecture<LosesDirty, X86Dirty, X86Tlb>("wrong")
    {
        public override IReadOnlyList<LawExemption> Exemptions => [new("L1", "for this test.")];
    }

    private readonly struct OtherEmpty : IX86Pte<OtherEmpty>
    {
        public static Pte Empty => new(1);
    }

    private readonly struct OtherSame : IX86Pte<OtherSame>
    {
        public static bool Same(Pte a, Pte b) => a == b;
    }

    private readonly struct OwnMembers : IX86Pte<OwnMembers>
    {
        public static W Swapped<W>(W pte) where W : struct, IWord<W> => pte;
    }

    private readonly struct UnknownFeature : IX86Pte<UnknownFeature>
    {
        static PteFeatures IPteFormat.Features => (PteFeatures)(1 << 20) | PteFeatures.Huge;
    }

    private readonly struct UnknownHelper : IX86Pte<UnknownHelper>
    {
        static PteHelpers IPteFormat.NotAtomic => (PteHelpers)(1 << 12);
    }

    private readonly struct WideOffset : IX86Pte<WideOffset>
    {
        static int IPteFormat.SwapOffsetBits => 64;
    }

    private readonly struct NoOffset : IX86Pte<NoOffset>
    {
        static int IPteFormat.SwapOffsetBits => 0;
    }

    private readonly struct Throws : IX86Pte<Throws>
    {
        static W IPteFormat.Dirty<W>(W pte) => throw new InvalidOperationException("boo");
    }

    private readonly struct LosesDirty : IX86Pte<LosesDirty>
    {
        static W IPteFormat.WriteProtect<W>(W pte) => pte.Clear(1UL << 1 | 1UL << 6);
    }

    private readonly struct SoftDirtyAlone : IBare
    {
        static PteFeatures IPteFormat.Features => PteFeatures.SoftDirty;
    }

    private readonly struct ByLevelAlone : IBare
    {
        static PteFeatures IPteFormat.Features => PteFeatures.TableByLevel;
    }

    private readonly struct KeepsAlone : IBare
    {
        static PteFeatures IPteFormat.Features => PteFeatures.StartKeepsEntry;
    }

    private readonly struct OtherFinal : IX86Dirty<OtherFinal>
    {
        public static bool FaultIsFinal => true;
    }

    private readonly struct UnknownUpdate : IX86Dirty<UnknownUpdate>
    {
        static DirtyUpdate IDirtyTracking.Update => (DirtyUpdate)77;
    }

    private readonly struct SaysAtomic : IDirtyTracking
    {
        public static DirtyUpdate Update => DirtyUpdate.Atomic;
        public static Outcome<W> Walk<W>(W pte, Access access) where W : struct, IWord<W> => new(W.Of(1), pte);
        public static Outcome<W> Commit<W>(W now, Access access) where W : struct, IWord<W> => new(W.Of(1), now);
        public static W Suffices<W>(W cached, Access access) where W : struct, IWord<W> => W.Of(0);
        public static W Handled<W>(W pte, Access access) where W : struct, IWord<W> => pte;
    }

    // No optional member, and formulas that nobody asks here.
    private interface IBare : IPteFormat
    {
        static Geometry IPteFormat.Geometry => new(PageShift: 12, Levels: 4, IndexBits: 9, UserAddressBits: 48);
        static IReadOnlyList<PteBit> IPteFormat.Bits => [];
        static W IPteFormat.Present<W>(W pte) => pte;
        static W IPteFormat.None<W>(W pte) => pte;
        static W IPteFormat.Writable<W>(W pte) => pte;
        static W IPteFormat.Dirty<W>(W pte) => pte;
        static W IPteFormat.Young<W>(W pte) => pte;
        static W IPteFormat.WriteProtect<W>(W pte) => pte;
        static W IPteFormat.MakeClean<W>(W pte) => pte;
        static W IPteFormat.MakeDirty<W>(W pte) => pte;
        static W IPteFormat.MakeWritable<W>(W pte) => pte;
        static W IPteFormat.MakeYoung<W>(W pte) => pte;
        static W IPteFormat.MakeOld<W>(W pte) => pte;
        static W IPteFormat.Modify<W>(W pte, W protection) => protection;
        static W IPteFormat.Merge<W>(W now, W wanted) => wanted;
        static W IPteFormat.Leaf<W>(W frame) => frame;
        static W IPteFormat.Frame<W>(W pte) => pte;
    }
}
