using Emulator.Engine.Laws;

namespace Emulator.Plugins.Tests;

/// <summary>Every law, as tests of one architecture. A plugin's own tests derive from it.</summary>
public abstract class ArchitectureLaws<TArchitecture> where TArchitecture : Architecture, new()
{
    private static readonly Lazy<IReadOnlyList<LawResult>> Proved = new(() => LawBook.Prove(new TArchitecture()));
    private static readonly Lazy<IReadOnlyList<LawResult>> Tried = new(() => LawBook.Enumerate(new TArchitecture()));

    public static IEnumerable<object[]> Laws => LawBook.All.Select(law => new object[] { law.Name });

    [TestMethod]
    [DynamicData(nameof(Laws))]
    public void The_law_is_proved_over_all_well_formed_entries(string law) => Expect(Proved.Value.Single(r => r.Law.Name == law));

    [TestMethod]
    [DynamicData(nameof(Laws))]
    public void No_combination_of_flag_bits_breaks_the_law(string law) => Expect(Tried.Value.Single(r => r.Law.Name == law));

    [TestMethod]
    public void Bits_are_in_order_and_do_not_overlap()
    {
        var bits = new TArchitecture().Accept(new BitsOf());
        for (var i = 1; i < bits.Count; i++)
            Assert.IsGreaterThanOrEqualTo(bits[i - 1].Number + bits[i - 1].Width, bits[i].Number, $"{bits[i - 1]} and {bits[i]}");
        Assert.HasCount(bits.Count, bits.Select(b => b.Name).Distinct().ToList());
    }

    // An exemption for a law that holds would hide the day on which it doesn't.
    private static void Expect(LawResult result)
    {
        var exempt = new TArchitecture().Exemptions.Any(e => e.Law == result.Law.Name);
        Assert.IsTrue(exempt ? result.Verdict is LawVerdict.Broken or LawVerdict.Exempt : result.Verdict is LawVerdict.Holds or LawVerdict.NotChecked,
            exempt ? $"{result.Law.Name} holds: the exemption is not needed"
            : $"{result.Law.Name}, {result.Law.Says}: broken by {result.Entry} with {result.Second}; {result.Why}");
    }

    private sealed class BitsOf : ArchitectureVisitor<IReadOnlyList<PteBit>>
    {
        public override IReadOnlyList<PteBit> Visit<TPte, TDirty, TTlb>() => TPte.Bits;
    }
}

[TestClass]
public sealed class X86Laws : ArchitectureLaws<X86.X86>;

[TestClass]
public sealed class Arm64DbmLaws : ArchitectureLaws<Arm64.Arm64Dbm>;

[TestClass]
public sealed class Arm64AfLaws : ArchitectureLaws<Arm64.Arm64Af>;

[TestClass]
public sealed class Arm64SwLaws : ArchitectureLaws<Arm64.Arm64Sw>;

[TestClass]
public sealed class SoftDirtyLaws : ArchitectureLaws<SoftDirty.SoftDirty>;

[TestClass]
public sealed class RiscVSvaduLaws : ArchitectureLaws<RiscV.RiscVSvadu>;

[TestClass]
public sealed class RiscVSvadeLaws : ArchitectureLaws<RiscV.RiscVSvade>;

[TestClass]
public sealed class RiscVR3Laws : ArchitectureLaws<RiscV.RiscVR3>;

[TestClass]
public sealed class S390Laws : ArchitectureLaws<S390.S390>;

[TestClass]
public sealed class LoongArchLaws : ArchitectureLaws<LoongArch.LoongArch>;

[TestClass]
public sealed class LoongArchPtwLaws : ArchitectureLaws<LoongArch.LoongArchPtw>;

[TestClass]
public sealed class MipsLaws : ArchitectureLaws<Mips.Mips>;

[TestClass]
public sealed class PpcRadixLaws : ArchitectureLaws<PowerPc.PpcRadix>;
