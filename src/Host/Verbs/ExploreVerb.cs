using System.CommandLine;
using System.Globalization;
using Emulator.Engine.Scenarios.Machines;
using Emulator.Engine.Scenarios.Model;
using Emulator.Engine.Scenarios.Verdicts;
using Emulator.Host.Configuration;
using Emulator.Host.Files;
using Emulator.Host.Plugins;
using Emulator.Host.Runs;
using Emulator.Host.Watching;
using Emulator.Reports;

namespace Emulator.Host.Verbs;

/// <summary><c>explore</c>: scenarios on every architecture; a proof or a counterexample.</summary>
internal sealed class ExploreVerb(Terminal terminal) : IVerb
{
    private static readonly Setting[] Used = [Settings.Architectures, Settings.Plugins, Settings.Locked];
    private readonly Argument<string[]> _files = new("FILES")
    {
        Description = "Scenario files, or folders of them; none: the 2019 thread's own.",
        Arity = ArgumentArity.ZeroOrMore,
    };
    private readonly Option<string[]> _params = new("--param")
    {
        Description = "Explore only rows with this value of a parameter.", HelpName = "k=v",
    };
    private readonly Option<string?> _property = Text("--property", "p", "Explore this property alone.");
    private readonly Option<bool> _historic = VerbOptions.Historic();
    private readonly Option<bool> _fine = Flag("--fine",
        "Keep steps apart that nobody can tell apart; verdicts are the same.");
    private readonly Option<bool> _noSymmetry = Flag("--no-symmetry",
        "Keep threads with the same text apart; verdicts are the same.");
    private readonly Option<string?> _threads = Text("--threads", "n",
        "Rows explored side by side; a large row alone may use two. Default: one a core.");
    private readonly Option<string?> _maxStates = Text("--max-states", "n", "Give a row up after so many states.");
    private readonly Option<string?> _maxMemory = Text("--max-memory", "n[K|M|G]",
        "Give a row up beyond so much memory, of all rows that run side by side. "
        + "Default: three quarters of the machine.");
    private readonly Option<string?> _time = Text("--time", "seconds", "Give a row up after so many seconds.");
    private readonly Option<bool> _verbose = new("--verbose", "-v")
    {
        Description = "Say under every 'holds' what the model leaves out that could matter to it.",
    };
    private readonly Option<bool> _json = VerbOptions.Json();
    private readonly Option<bool> _watch = Watch.Option();
    private readonly Option<string?> _traceOut = Text("--trace-out", "DIR",
        "Write each counterexample to a file in a folder.");

    private static Option<bool> Flag(string name, string says) => new(name) { Description = says };

    private static Option<string?> Text(string name, string help, string says) =>
        new(name) { Description = says, HelpName = help };

    public Command Build()
    {
        var command = new Command("explore",
            "Explore scenarios exhaustively: a proof or a shortest counterexample, per architecture.");
        _files.RefuseOptions(command);
        command.Arguments.Add(_files);
        command.Add(Used);
        Option[] own = [_historic, _params, _property, _fine, _noSymmetry, _threads, _maxStates, _maxMemory, _time,
            _traceOut, _watch, _verbose];
        foreach (var option in own)
            command.Options.Add(option);
        command.Options.Add(_json);
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var options = OptionsOf(parsed);
        var settings = EffectiveSettings.Read(parsed.Given(Used));
        if (parsed.GetValue(_watch))
            return new Watch(terminal, settings, FilesOf(parsed), isDocument: parsed.GetValue(_json))
                .Run((catalog, stop) => Explore(parsed, settings, catalog, options, stop));
        using var stop = new Stop();
        var code = Explore(parsed, settings, PluginCatalog.Load(settings), options, stop.Token);
        return code is ExitCode.Ok or ExitCode.Inconclusive ? stop.Code ?? code : code;
    }

    private string[] FilesOf(ParseResult parsed) => parsed.GetValue(_files) ?? [];

    private int Explore(ParseResult parsed, EffectiveSettings settings, PluginCatalog catalog, ExploreOptions options,
        CancellationToken cancel)
    {
        catalog.WarnOfRefused(terminal);
        var files = new ScenarioFiles(terminal);
        var architectures = ArchitecturesOf(settings, catalog, parsed.GetValue(_historic));
        var scenarios = files.Read(FilesOf(parsed), catalog.Nameable);
        var run = new ScenarioRun(terminal, options);
        var results = run.Run(scenarios, architectures, cancel);
        if (parsed.GetValue(_traceOut) is { } folder)
            new CounterexampleFolder(folder).Write(results, options.Machine.Fine);
        if (results.Count > 0 || parsed.GetValue(_json))
            Print(parsed, results, run.Unexplored);
        else if (scenarios.Count > 0 && run.Failures.Count == 0)
            terminal.Out.WriteLine("Nothing was explored: no row of these scenarios is for what was asked"
                + $"{catalog.HintOf(scenarios.SelectMany(s => s.Architectures).Select(n => n.Text), settings)}.");
        terminal.Out.Flush();
        var failed = run.Failures.Select(f => Failure.Tell(terminal, f)).Aggregate(ExitCode.Ok, ExitCode.Worse);
        return ExitCode.Worse(ExitCode.Worse(Code(results), failed), files.HasMistakes ? ExitCode.BadInput
            : ExitCode.Ok);
    }

    private void Print(ParseResult parsed, IReadOnlyList<RowResult> results, int unexplored)
    {
        if (parsed.GetValue(_json))
            terminal.Out.WriteLine(ExploreJson.Of(results));
        else
            new ExploreText(terminal.Out) { TellsLimits = parsed.GetValue(_verbose), Unexplored = unexplored }
                .Print(results);
    }

    // Who names no architecture gets those of today, and what a file names itself.
    private static Func<Scenario, IReadOnlyList<LoadedArchitecture>> ArchitecturesOf(
        EffectiveSettings settings, PluginCatalog catalog, bool historic)
    {
        var chosen = catalog.Chosen(settings, historic);
        var isOpen = settings.Get(Settings.Architectures).Length == 0 && !historic;
        return isOpen ? ScenarioRun.Today(catalog.Architectures) : _ => chosen;
    }

    private static int Code(IReadOnlyList<RowResult> results)
    {
        var verdicts = results.SelectMany(r => r.Verdicts).ToList();
        return verdicts.Any(v => !v.IsMet) ? ExitCode.Violated
            : verdicts.Count == 0 || verdicts.Any(v => v.Verdict == Verdict.Inconclusive) ? ExitCode.Inconclusive
            : ExitCode.Ok;
    }

    private ExploreOptions OptionsOf(ParseResult parsed)
    {
        var options = new ExploreOptions
        {
            Machine = new MachineOptions(Fine: parsed.GetValue(_fine), Folds: !parsed.GetValue(_noSymmetry)),
            Params = [.. (parsed.GetValue(_params) ?? []).Select(ParamOf)],
            Property = parsed.GetValue(_property) is { } name ? PropertyOf(name) : null,
        };
        return options with
        {
            Threads = (int)(Number(parsed, _threads, 256) ?? options.Threads),
            MaxStates = Number(parsed, _maxStates, ExploreOptions.DefaultMaxStates) ?? options.MaxStates,
            MaxBytes = Bytes(parsed) ?? options.MaxBytes,
            Time = Number(parsed, _time, 1_000_000) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        };
    }

    private static Property PropertyOf(string name)
    {
        var known = Properties.All.Select(p => p.Name).ToList();
        return Properties.Find(name) ?? throw new UserError(
            $"--property {name}: unknown; {Hints.Hint(name, known)}expected {string.Join(", ", known)}",
            ExitCode.Usage);
    }

    private static (string, string) ParamOf(string text) =>
        text.Split('=') is [{ Length: > 0 } param, { Length: > 0 } value]
        ? (param, value)
        : throw new UserError($"--param {text}: expected NAME=VALUE", ExitCode.Usage);

    private static long? Number(ParseResult parsed, Option<string?> option, long most) =>
        parsed.GetValue(option) is not { } text ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            && value >= 1 && value <= most ? value
        : throw new UserError($"{option.Name} {text}: expected a whole number from 1 to {most}", ExitCode.Usage);

    private long? Bytes(ParseResult parsed)
    {
        if (parsed.GetValue(_maxMemory) is not { } text)
            return null;
        var factor = char.ToUpperInvariant(text.LastOrDefault()) switch
        {
            'K' => 1L << 10,
            'M' => 1L << 20,
            'G' => 1L << 30,
            _ => 1L,
        };
        var digits = factor == 1 ? text : text[..^1];
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            && value >= 1 && value <= long.MaxValue / factor
            ? value * factor
            : throw new UserError($"--max-memory {text}: expected a number of bytes, or with K, M or G behind it",
                ExitCode.Usage);
    }
}
