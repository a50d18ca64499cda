using System.Reflection;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Language;
using Emulator.Engine.Scenarios.Model;
using Emulator.Engine.Scenarios.Verdicts;
using Emulator.Reports;

namespace Emulator.Engine.Tests.Scenarios;

/// <summary>Every counterexample that the shipped scenarios print.</summary>
[TestClass]
public sealed class Counterexamples
{
    private static readonly string Root = typeof(Counterexamples).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == "Repository").Value!;

    public static IEnumerable<object[]> Files => Directory.GetFiles(Path.Combine(Root, "scenarios"), "*.scenario",
        SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal).Select(f => new object[] { Path.GetRelativePath(Root, f) });

    [TestMethod]
    [DynamicData(nameof(Files))]
    public void Fits_80_columns_says_why_and_runs_again_line_by_line(string file)
    {
        var scenario = ScenarioReader.Read(file, File.ReadAllText(Path.Combine(Root, file)));
        foreach (var row in scenario.Rows)
            foreach (var architecture in Architectures.All.Where(a => scenario.IsFor(Declared.By(a))))
            {
                var result = RowExploration.Run(scenario, row, architecture, new(), new Limits());
                foreach (var verdict in result.Verdicts)
                {
                    Assert.IsTrue(verdict.IsMet, $"{architecture.Name}, {row}: {verdict}");
                    if (verdict.Trace is not null)
                        Check(result, verdict);
                }
            }
    }

    private static void Check(RowResult result, PropertyVerdict verdict)
    {
        var lines = TraceText.Lines(result, verdict).ToList();
        Assert.IsEmpty(lines.Where(l => l.Length > 80).ToList());
        Assert.HasCount(1, lines.Where(l => l.StartsWith(" ==> ", StringComparison.Ordinal)).ToList(),
            string.Join('\n', lines));
        var again = Replays.Of(result.Machine!, RunJson.Read(RunJson.Of(result, verdict, fine: false)));
        var steps = again.Start() is { } start ? again.Steps(start).Count() : -1;
        Assert.IsNull(again.Departure);
        Assert.AreEqual(verdict.Trace!.Steps.Count, steps);
    }
}
