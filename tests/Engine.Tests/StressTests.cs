using Emulator.Engine.Passes;
using Emulator.Engine.Workloads;

namespace Emulator.Engine.Tests;

[TestClass]
public sealed class StressTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMilliseconds(Thoroughness.Of(some: 50, full: 150));

    public static IEnumerable<object[]> Runs =>
        from a in Architectures.All
        from round in new[] { TrackingRound.Clean, TrackingRound.WriteProtect }
        from flush in new[] { FlushDiscipline.Batched, FlushDiscipline.PerPte }
        select new object[] { a.Name, round, flush };

    [TestMethod]
    [DynamicData(nameof(Runs))]
    public void No_store_is_lost_while_cores_and_passes_run_at_once(string architecture, TrackingRound round, FlushDiscipline flush)
    {
        var options = new RunOptions(round, 0, 2, flush, ApplyRules.AsPosted, new(64, 4));
        var result = new StressRun(options, pages: 64, seed: 7).Run(Architectures.Named(architecture), Long, default)!;
        Assert.AreEqual(0UL, result.Lost);
        Assert.IsGreaterThan(0UL, result.Passes);
        Assert.IsGreaterThan(0UL, result.Recorded);
    }
}
