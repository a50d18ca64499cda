using Emulator.Engine.Scenarios.Language;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Tests.Scenarios;

/// <summary>What <c>where</c> says of architectures.</summary>
[TestClass]
public sealed class WhereTraits
{
    private const string Head = "scenario s\npage A : dirty\nthread t { store A }\nassert no_lost_write\n";

    [TestMethod]
    [DataRow("hardware_sets_dirty",
        "arm64-dbm, ept-ad, loongarch-ptw, ppc-radix, riscv-r3, riscv-svadu, x86, x86-32")]
    [DataRow("hardware_sets_young",
        "arm64-af, arm64-dbm, ept-ad, loongarch-ptw, ppc-radix, riscv-r3, riscv-svadu, x86, x86-32")]
    [DataRow("lockless_traps", "loongarch, mips")]
    [DataRow("not_atomic(ptep_get_and_clear)", "alpha, loongarch, loongarch-ptw, mips, sparc64")]
    [DataRow("not_atomic(ptep_modify_prot_start)", "alpha, loongarch, loongarch-ptw, mips, sparc64")]
    [DataRow("not_atomic(ptep_set_wrprotect)", "alpha, loongarch, loongarch-ptw, mips, riscv-r3, sparc64")]
    [DataRow("not_atomic(ptep_set_access_flags)",
        "alpha, loongarch, loongarch-ptw, mips, riscv-r3, riscv-svade, riscv-svadu, sparc64")]
    [DataRow("start_keeps_entry", "ppc-radix, s390")]
    [DataRow("broadcast_flush", "arm64-af, arm64-dbm, arm64-sw, ppc-radix")]
    [DataRow("synchronous_flush", "s390")]
    [DataRow("flush_before_unlock", "sparc64")]
    [DataRow("not has_dirty_bit or not has_accessed_bit", "ept-noad")]
    [DataRow("not (interrupt_flush or broadcast_flush)", "s390, sparc64")]
    [DataRow("has_soft_dirty and not has_huge_pages", "s390, soft-dirty")]
    [DataRow("not has_prot_none", "ept-ad, ept-noad, soft-dirty")]
    [DataRow("historic", "riscv-r3")]
    [DataRow("not has_swap or lockless_traps and has_soft_dirty", "ept-ad, ept-noad, mips, soft-dirty")]
    [DataRow("(not has_swap or lockless_traps) and has_soft_dirty", "mips, soft-dirty")]
    [DataRow("not not lockless_traps", "loongarch, mips")]
    public void A_trait_is_read_off_what_plugins_declare(string traits, string architectures)
    {
        var scenario = ScenarioReader.Read("s", $"{Head}arch where {traits}\n");
        var all = Architectures.All.Concat(Architectures.Apart);
        Assert.AreEqual(architectures, string.Join(", ", all.Where(a => scenario.IsFor(Declared.By(a)))
            .Select(a => a.Name).Order(StringComparer.Ordinal)));
    }

    [TestMethod]
    public void And_binds_closer_than_or()
    {
        var scenario = ScenarioReader.Read("s",
            $"{Head}arch where historic or lockless_traps and has_soft_dirty or historic and lockless_traps\n");
        Assert.AreSequenceEqual(["riscv-r3", "mips"],
            Architectures.All.Where(a => scenario.IsFor(Declared.By(a))).Select(a => a.Name));
    }

    [TestMethod]
    public void Arch_lines_add_up()
    {
        var scenario = ScenarioReader.Read("s", $"{Head}arch riscv-r3, x86\narch where lockless_traps\n");
        Assert.AreSequenceEqual(["x86", "riscv-r3", "loongarch", "mips"],
            Architectures.All.Where(a => scenario.IsFor(Declared.By(a))).Select(a => a.Name));
    }

    [TestMethod]
    public void What_is_expected_of_names_and_traits_is_expected_of_those_that_are_both()
    {
        var scenario = ScenarioReader.Read("s", $"{Head}param p = a | b\n"
            + "expect no_lost_write violated on x86, mips where lockless_traps when p = a\n");
        Assert.AreSequenceEqual(["mips where p = a"],
            from row in scenario.Rows
            from architecture in Architectures.All
            where scenario.Expected(Property.NoLostWrite, row, Declared.By(architecture)) is not null
            select $"{architecture.Name} where {row}");
    }

    [TestMethod]
    public void What_is_said_of_traits_wins_over_what_is_said_of_all()
    {
        var scenario = ScenarioReader.Read("s",
            $"{Head}expect no_lost_write violated where synchronous_flush\nexpect no_lost_write holds\n");
        Assert.AreSequenceEqual(["s390"], Architectures.All.Where(a =>
            scenario.Expected(Property.NoLostWrite, scenario.Rows[0], Declared.By(a)) is false).Select(a => a.Name));
    }

    [TestMethod]
    public void A_long_where_is_read_and_one_that_nests_too_deep_is_a_mistake()
    {
        var many = string.Concat(Enumerable.Repeat("lockless_traps or ", 5_000));
        Assert.IsNotNull(ScenarioReader.Read("s", $"{Head}arch where {many}historic\n"));
        foreach (var opening in new[] { "not ", "(" })
            Assert.Contains("nested deeper than 64", Assert.ThrowsExactly<ScenarioException>(() => ScenarioReader.Read(
                "s", $"{Head}arch where {string.Concat(Enumerable.Repeat(opening, 20_000))}historic\n")).Message);
    }
}
