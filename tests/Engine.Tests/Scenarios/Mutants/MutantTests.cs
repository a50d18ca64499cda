using System.Reflection;
using System.Text;
using Emulator.Engine.Cpu;
using Emulator.Engine.Exploration;
using Emulator.Engine.Formats;
using Emulator.Engine.Laws;
using Emulator.Engine.Memory;
using Emulator.Engine.Scenarios.Language;
using Emulator.Engine.Scenarios.Machines;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;
using Emulator.Engine.Scenarios.Verdicts;

namespace Emulator.Engine.Tests.Scenarios.Mutants;

/// <summary>Deliberate defects, in the engine's steps and in plugins: each is killed by a shipped scenario or by a law.
/// The table of who kills whom is docs/mutants.md.</summary>
[TestClass]
public sealed class MutantTests
{
    private static readonly Limits Bounds = new(MaxStates: 200_000);
    private static readonly string Root = typeof(MutantTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "Repository").Value!;
    // The quick ones first.
    private static readonly string[] Folders = ["thread", "steps", "museum", "open"];
    private static readonly Lazy<IReadOnlyList<Scenario>> Shipped = new(() =>
    [
        .. Folders.SelectMany(folder => Directory.GetFiles(Path.Combine(Root, "scenarios", folder), "*.scenario")
                .Order(StringComparer.Ordinal))
            .Select(f => ScenarioReader.Read(Path.GetFileName(f), File.ReadAllText(f))),
    ]);

    // Defects that no property can see, and why.
    private static readonly Dictionary<string, string> Harmless = new()
    {
        ["make writable keeps the own entry"] =
            "the next store is refused by the old entry, faults, finds nothing to do, and drops it then",
        ["mkwrite records at its end"] =
            "the driver's lock is held from before the entry is writable until after the record: "
            + "nobody acts in between",
        ["the dirty update strays"] =
            "the store faults all the same, and pte_none doesn't look at a stray D: "
            + "dirtiness too much, never too little",
    };

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public void Every_defect_is_killed_and_the_table_says_by_whom()
    {
        var rows = new List<(string Kind, string Name, string? Killer)>();
        foreach (var (name, made) in EngineMutants.All)
            rows.Add(("engine", name, Engine(made)));
        foreach (var (name, plugin) in PluginMutants.All)
            rows.Add(("plugin", name, Law(plugin) ?? Scenarios([plugin], () => StandardParts.Instance)));
        var table = Table(rows);
        TestContext.WriteLine(table);
        Assert.IsGreaterThanOrEqualTo(40, rows.Count);
        Assert.IsEmpty(rows.Where(r => r.Killer is null != Harmless.ContainsKey(r.Name))
            .Select(r => $"{r.Kind}: {r.Name}: {r.Killer ?? "survives"}").ToList());
        var kept = Path.Combine(Root, "docs", "mutants.md");
        if (Environment.GetEnvironmentVariable("EMULATOR_WRITE_DOCS") is not null)
            File.WriteAllText(kept, table);
        Assert.AreEqual(File.ReadAllText(kept), table,
            "docs/mutants.md is old: run this test with EMULATOR_WRITE_DOCS=1");
    }

    // What flushes before ptl is dropped comes last: it is asked only about defects that the others don't have.
    private static string? Engine(Func<Parts> defect) =>
        Scenarios([Architectures.Named("x86"), Architectures.Named("arm64-sw"), new Plugins.PowerPc.PpcRadixR18(),
            new Plugins.S390.S390R24()], defect)
        ?? Scenarios([new Plugins.Sparc64.Sparc64()], defect);

    private static string? Law(Architecture plugin) =>
        LawBook.Prove(plugin).Where(r => r.Verdict == LawVerdict.Broken).Select(r => $"law {r.Law.Name}: {r.Law.Says}")
            .FirstOrDefault();

    // Steps apart: what may be merged in a sound machine may not be in a defective one.
    // The first row whose verdict isn't what the scenario expects, or that shows that the plugin contradicts itself.
    private static string? Scenarios(IReadOnlyList<Architecture> plugins, Func<Parts> defect)
    {
        foreach (var scenario in Shipped.Value)
            foreach (var row in scenario.Rows)
                foreach (var plugin in plugins.Where(p => scenario.IsFor(Declared.By(p))
                    && (p.History is null || scenario.Architectures.Any(a => a.Text == p.Name))))
                    if (Kills(scenario, row, plugin, defect) is { } killer)
                        return killer;
        return null;
    }

    private static string? Kills(Scenario scenario, Row row, Architecture plugin, Func<Parts> defect)
    {
        var where = $"{scenario.Name} on {plugin.Name}{(row.Values.Count > 0 ? $", {row}" : "")}";
        try
        {
            var result = RowExploration.Run(scenario, row, plugin, new(Fine: true, Parts: defect()), Bounds);
            return result.Verdicts.FirstOrDefault(v => !v.IsMet) is { } v
                ? $"{where}: {Properties.NameOf(v.Property)} is {(v.Verdict == Verdict.Holds ? "kept" : "violated")}"
                : null;
        }
        catch (Exception e) when (e is ArchitectureDefect or ScenarioException)
        {
            return $"{where}: {e.Message.Split('\n')[0]}";
        }
    }

    private static string Table(List<(string Kind, string Name, string? Killer)> rows)
    {
        var text = new StringBuilder("""
            # Mutants

            Made by `tests/Engine.Tests/Scenarios/Mutants`; don't edit it. Each line is a deliberate defect, planted
            alone, and the first law or shipped scenario that it can't get past: the verdict there isn't the expected
            one any more.

            | where | defect | killed by |
            |---|---|---|

            """);
        foreach (var (kind, name, killer) in rows)
            text.Append($"| {kind} | {name} | {killer ?? Survivor(name)} |\n");
        return text.ToString();
    }

    private static string Survivor(string name) =>
        Harmless.TryGetValue(name, out var why) ? $"nobody; it is harmless: {why}" : "**survives**";
}
