using System.Diagnostics;
using System.Globalization;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Language;
using Emulator.Engine.Scenarios.Verdicts;
using Emulator.Engine.Tests.Exploration;

namespace Emulator.Bench;

/// <summary>The explorer against Spin on the clean protocol, one thread each, in one run.</summary>
internal static class ExploreBench
{
    private const int Pages = 3, Cores = 3, Writes = 3;

    private const string Text = """
        scenario clean_protocol
        page A, B, C : writable clean
        tlb cpu0 * : empty
        tlb cpu1 * : empty
        tlb cpu2 * : empty
        thread cpu0 { forever { store A|B|C } }
        thread cpu1 { forever { store A|B|C } }
        thread cpu2 { forever { store A|B|C } }
        thread driver { apply_as_clean(A..C) act_recorded() }
        assert no_lost_write
        """;

    public static void Run(Architecture x86, string host)
    {
        var spin = Spin();
        Explorer.Run(MiniProtocol.Of(2, 3, 2), new());   // until the compiler has settled
        var mini = Timed(() => Explorer.Run(MiniProtocol.Of(Pages, Cores, Writes), new()));
        Print($"clean protocol {Pages} {Cores} {Writes}, fields", "spin -O2 -w26", mini, spin, 10);
        Row.Memory("bytes a state", (double)mini.Coverage.Bytes / mini.Coverage.States, 20, "B");
        Explore();   // once before, for the same reason
        var text = Timed(() => Explore());
        Print("the same as text, with forever", "spin -O2 -w26", text, spin, 7);
        Row.Memory("bytes a state", (double)text.Coverage.Bytes / text.Coverage.States, 20, "B");
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo("dotnet", [host, "explore"])
            { RedirectStandardOutput = true }) ?? throw new InvalidOperationException("no process");
        _ = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Row.Memory("the thread's scenarios, cold, whole process", clock.Elapsed.TotalSeconds, 5, "s");

        Findings Explore()
        {
            var scenario = ScenarioReader.Read("bench", Text);
            return RowExploration.Run(scenario, scenario.Rows[0], x86, new(Folds: false), new()).Findings
                ?? throw new InvalidOperationException("not explored");
        }
    }

    private sealed record Measured(Coverage Coverage, double Rate);

    private static Measured Timed(Func<Findings> explore)
    {
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var found = explore();
        var took = Process.GetCurrentProcess().TotalProcessorTime - before;
        return new(found.Coverage, found.Coverage.States / took.TotalSeconds);
    }

    private static void Print(string what, string peer, Measured ours, double? spin, double least)
    {
        var ratio = ours.Rate / spin;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what,-44}{peer,-24}{ours.Rate / 1e6,9:0.00} M/CPUs{spin / 1e6,10:0.00}{ratio,8:0.0}{$">= {least}",10}  "
                + $"{(ratio is null ? "no spin" : ratio >= least ? "met" : "MISSED")}  "
                + $"({ours.Coverage.States:#,0} states)"));
    }

    // Spin's states per CPU second; null where it isn't installed.
    private static double? Spin()
    {
        var pan = Path.Combine(AppContext.BaseDirectory, "../../../bin/pan");
        if (!File.Exists(pan))
            return null;
        using var process = Process.Start(new ProcessStartInfo(pan, ["-m3000000", "-w26"])
            { RedirectStandardOutput = true, WorkingDirectory = Path.GetTempPath() })
            ?? throw new InvalidOperationException("no process");
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var stored = output.Split('\n').First(l => l.Contains("states, stored", StringComparison.Ordinal)).Trim()
            .Split(' ')[0];
        var elapsed = output.Split('\n').First(l => l.Contains("elapsed time", StringComparison.Ordinal))
            .Split("elapsed time")[1].Trim().Split(' ')[0];
        return double.Parse(stored, CultureInfo.InvariantCulture) / double.Parse(elapsed, CultureInfo.InvariantCulture);
    }
}
