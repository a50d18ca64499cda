using Emulator.Engine.Laws;
using Emulator.Engine.Verification;
using Emulator.Fixtures.Broken;

namespace Emulator.Plugins.Tests;

/// <summary>A law that can't fail proves nothing: each is shown an architecture that breaks it.</summary>
[TestClass]
public sealed class LawsSeeBugs
{
    private static readonly Dictionary<string, Architecture> Broken = new()
    {
        ["W1"] = new BrokenW1(), ["WF"] = new BrokenWellFormed(),
        ["L1"] = new BrokenL1(), ["L2"] = new BrokenL2(), ["L3"] = new BrokenL3(), ["L4"] = new BrokenL4(),
        ["L5"] = new BrokenL5(), ["L6"] = new BrokenL6(), ["L7"] = new BrokenL7(), ["L8"] = new BrokenL8(),
        ["L9"] = new BrokenL9(), ["L10"] = new BrokenL10(), ["L11"] = new BrokenL11(), ["L12"] = new BrokenL12(),
        ["L13"] = new BrokenL13(), ["L14"] = new BrokenL14(), ["L15"] = new BrokenL15(), ["L16"] = new BrokenL16(),
        ["T1"] = new BrokenT1(), ["T2"] = new BrokenT2(), ["T3"] = new BrokenT3(), ["T4"] = new BrokenT4(),
        ["D1"] = new NoFinalFaults(),
        ["G1"] = new LargePages(), ["G2"] = new BrokenG2(), ["B1"] = new BrokenB1(), ["L17"] = new BrokenL17(),
        ["L18"] = new BrokenL18(), ["L19"] = new BrokenL19(), ["L20"] = new BrokenL20(), ["T5"] = new BrokenT5(),
        ["T6"] = new BrokenT6(), ["T7"] = new BrokenT7(), ["T8"] = new BrokenT8(),
    };

    public static IEnumerable<object[]> Laws => LawBook.All.Select(law => new object[] { law.Name });

    [TestMethod]
    [DynamicData(nameof(Laws))]
    public void The_proof_finds_the_bug(string law)
    {
        var result = LawBook.Prove(Broken[law]).Single(r => r.Law.Name == law);
        Assert.AreEqual(LawVerdict.Broken, result.Verdict, result.Law.Says);
        if (!IsOfShape(law))
            Assert.IsNotNull(result.Entry);
        if (law != "W1" && !IsOfShape(law))
            Assert.IsNotEmpty(result.Culprits);
    }

    // Of the tree and of names: no entry shows them.
    private static bool IsOfShape(string law) => law is "D1" or "G1" or "G2" or "B1";

    [TestMethod]
    [DynamicData(nameof(Laws))]
    public void Trying_every_combination_finds_the_bug(string law)
    {
        if (law != "W1" && !IsOfShape(law))   // W1 compares kinds of words: there is nothing to try with one kind
            Assert.AreEqual(LawVerdict.Broken, LawBook.Enumerate(Broken[law]).Single(r => r.Law.Name == law).Verdict);
    }

    [TestMethod]
    [DataRow(typeof(BrokenW1Rarely))]
    [DataRow(typeof(BrokenW1Family))]
    [DataRow(typeof(BrokenW1Pattern))]
    [DataRow(typeof(BrokenW1Vectors))]
    [DataRow(typeof(BrokenW1Compares))]
    [DataRow(typeof(BrokenW1Hashes))]
    [DataRow(typeof(BrokenW1Reads))]
    [DataRow(typeof(BrokenW1Counts))]
    [DataRow(typeof(BrokenW1Remembers))]
    public void A_formula_that_answers_the_proof_otherwise_than_the_engine_is_found(Type architecture) =>
        Assert.AreEqual(LawVerdict.Broken,
            Verifier.Verify((Architecture)Activator.CreateInstance(architecture)!, law => law.Name == "W1")
                .Single().Verdict);

    [TestMethod]
    public void What_the_broken_ones_are_made_of_is_sound()
    {
        foreach (var sound in new Architecture[] { new Sound(), new SoundEncodings() })
            Assert.IsEmpty(LawBook.Prove(sound).Where(r => r.Verdict == LawVerdict.Broken).Select(r => r.Law.Name)
                .ToList());
    }

    // Each in the way of its race and in no other.
    [TestMethod]
    [DataRow(typeof(X86.X86), "")]
    [DataRow(typeof(Arm64.Arm64Dbm), "")]
    [DataRow(typeof(Arm64.Arm64Af), "")]
    [DataRow(typeof(Arm64.Arm64Sw), "")]
    [DataRow(typeof(SoftDirty.SoftDirty), "")]
    [DataRow(typeof(X86.X86Shstk), "")]
    [DataRow(typeof(RiscV.RiscVSvadu), "")]
    [DataRow(typeof(RiscV.RiscVSvade), "")]
    [DataRow(typeof(S390.S390), "")]
    [DataRow(typeof(RiscV.RiscVR3), "X3")]
    [DataRow(typeof(LoongArch.LoongArch), "")]
    [DataRow(typeof(LoongArch.LoongArchPtw), "")]
    [DataRow(typeof(Mips.Mips), "")]
    [DataRow(typeof(PowerPc.PpcRadix), "")]
    [DataRow(typeof(X8632.X8632), "")]
    [DataRow(typeof(Alpha.Alpha), "")]
    [DataRow(typeof(LoongArch.LoongArchR2), "L1")]
    [DataRow(typeof(LoongArch.LoongArchR9), "T1 T2 T4 X1")]
    [DataRow(typeof(X86.X86R1), "L6")]
    [DataRow(typeof(X86.X86R17), "L14")]
    [DataRow(typeof(X86.X86Knl), "")]
    [DataRow(typeof(X86.X86Blind), "X4 X6")]
    [DataRow(typeof(PowerPc.PpcRadixR18), "X1 X2")]
    [DataRow(typeof(Arm64.Arm64R4), "L1 X3 X6")]
    [DataRow(typeof(Arm64.Arm64R5a), "X5")]
    [DataRow(typeof(Arm64.Arm64R5b), "L10 X5")]
    [DataRow(typeof(Arm64.Arm64R7), "L5")]
    [DataRow(typeof(Arm64.Arm64R35A55), "X6")]
    [DataRow(typeof(Arm64.Arm64R35AmpereOne), "L14")]
    [DataRow(typeof(Arm64.Arm64R35A510), "X3 X4 X6")]
    [DataRow(typeof(S390.S390R24), "L4 L8 T1 T2 X1 X3 X4 X5 X6")]
    public void An_architecture_of_old_breaks_the_laws_of_its_race_alone(Type architecture, string laws) =>
        Assert.AreEqual(laws, string.Join(' ', Verifier.Verify((Architecture)Activator.CreateInstance(architecture)!)
            .Where(r => r.Verdict == LawVerdict.Broken).Select(r => r.Law.Name)));

    // No explored law holds of a machine in which nothing could have broken it.
    [TestMethod]
    public void Hardware_that_refuses_every_access_keeps_no_law_that_is_explored() =>
        Assert.AreEqual("", string.Join(' ', Verifier.Verify(new BrokenByRefusal(), law => law.Name[0] == 'X')
            .Where(r => r.Verdict == LawVerdict.Holds).Select(r => r.Law.Name)));

    [TestMethod]
    public void A_format_in_which_nothing_is_well_formed_keeps_no_law() =>
        Assert.AreEqual("", string.Join(' ', LawBook.Prove(new BrokenByVacuity())
            .Where(r => r.Verdict == LawVerdict.Holds && r.Law.Name != "W1" && !IsOfShape(r.Law.Name))
            .Select(r => r.Law.Name)));

    [TestMethod]
    public void The_entry_that_breaks_a_law_is_the_smallest()
    {
        // Valid, present, writable, dirty and young; dropping dirtiness shows on DIRTY alone already: bit 4.
        var result = LawBook.Prove(new BrokenL1()).Single(r => r.Law.Name == "L1");
        Assert.AreEqual(new Pte(0x10), result.Entry);
    }

    private readonly struct LargePagesPte : X86.IX86Pte<LargePagesPte>
    {
        static Geometry IPteFormat.Geometry => new(PageShift: 20, Levels: 4, IndexBits: 9, UserAddressBits: 50);
    }

    private readonly struct LargePagesDirty : X86.IX86Dirty<LargePagesDirty>;

    private readonly struct NoFinalFaultsDirty : X86.IX86Dirty<NoFinalFaultsDirty>
    {
        public static bool FaultIsFinal => true;
    }

    private sealed class NoFinalFaults() : Architecture<X86.X86Pte, NoFinalFaultsDirty, X86.X86Tlb>("no-final-faults");

    private sealed class LargePages() : Architecture<LargePagesPte, LargePagesDirty, X86.X86Tlb>("large-pages");
}
