using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Tests.Scenarios.Mutants;

namespace Emulator.Engine.Tests.Schedules;

/// <summary>A machine and real cores, page tables, passes and flushes do the same, step by step, in whatever order:
/// entries, TLBs, the record, locks, flushes and counts are equal after each step. A deliberate difference is
/// seen.</summary>
[TestClass]
public sealed class MachinesAndCores
{
    private const int Each = 3, Most = 400;
    private static readonly int Scenarios = Thoroughness.Of(some: 36, full: 360);

    /// <summary>All that ship, those of old among them. What their hardware does in two steps a real core does in one
    /// (a dirty update that reads and later writes, or that comes after its store: arm64-r35-a55, arm64-r35-a510):
    /// nobody comes in between here.</summary>
    public static IEnumerable<object[]> Names => Architectures.WithHistory.Select(a => new object[] { a.Name });

    public static IEnumerable<object[]> Mutants => new[]
    {
        "mkwrite records at its end", "mkwrite unlocks too early", "mkwrite takes no lock", "mkwrite records nothing",
        "fault takes no lock", "fault keeps the own entry", "fault leaves the entry as it was",
        "fault decides by what the walk saw",
        "make writable takes no lock", "make writable does not look again", "make writable keeps the own entry",
        "pass takes no lock", "pass records nothing", "pass flushes before the walk", "pass never flushes",
        "pass flushes one page too few", "nested pass flushes what it touched", "commits what the test read",
        "start leaves the entry",
        "flush forgets one core", "flush forgets the own core", "flush does not wait", "acknowledgement drops nothing",
        "update does not reach memory", "update leaves the tlb", "hit needs no update", "refusal is ignored",
    }.Select(name => new object[] { name });

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void They_do_the_same(string name)
    {
        var architecture = Architectures.WithHistory.Single(a => a.Name == name);
        var (first, steps) = (name.Sum(c => c) * 1000, 0);
        for (var seed = first; seed < first + Scenarios; seed++)
        {
            var schedule = new Schedule(seed, architecture);
            for (var number = 0; number < Each; number++)
                steps += schedule.Run(number).Count;
        }
        TestContext.WriteLine($"{Scenarios * Each} schedules, {steps} steps");
        Assert.IsGreaterThan(Scenarios * Each * 10, steps, "schedules are too short to tell");
    }

    [TestMethod]
    public void Every_real_operation_is_reached()
    {
        string[] names = ["x86", "loongarch", "riscv-svade", "arm64-r35-a55", "ppc-radix-r18", "sparc64"];
        var reached = new HashSet<RealOp>();
        foreach (var name in names)
            for (var seed = 1; seed <= Scenarios; seed++)
                reached.UnionWith(new Schedule(seed, Architectures.WithHistory.Single(a => a.Name == name)).Run(0)
                    .Select(step => Correspondence.Of(step).Op));
        Assert.AreSequenceEqual([RealOp.Over], Enum.GetValues<RealOp>().Except(reached).ToArray());
    }

    [TestMethod]
    [DynamicData(nameof(Mutants))]
    public void A_deliberate_difference_is_seen(string mutant)
    {
        var made = EngineMutants.All.Single(m => m.Name == mutant).Made;
        string[] names = ["x86", "arm64-sw", "mips", "ppc-radix"];
        var seen = Enumerable.Range(1, Most)
            .Select(seed => Seen(seed, Architectures.Named(names[seed % names.Length]), made()))
            .FirstOrDefault(said => said is not null);
        Assert.IsNotNull(seen);
        TestContext.WriteLine(seen);
    }

    private static string? Seen(int seed, Architecture architecture, Parts parts)
    {
        var schedule = new Schedule(seed, architecture, parts);
        try
        {
            for (var number = 0; number < Each; number++)
                _ = schedule.Run(number);
            return null;
        }
        catch (Difference e)
        {
            return e.Message;
        }
    }
}
