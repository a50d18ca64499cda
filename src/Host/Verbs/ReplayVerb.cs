using System.CommandLine;
using Emulator.Engine.Scenarios.Language;
using Emulator.Engine.Scenarios.Machines;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;
using Emulator.Engine.Scenarios.Rows;
using Emulator.Engine.Scenarios.Verdicts;
using Emulator.Host.Configuration;
using Emulator.Host.Files;
using Emulator.Host.Plugins;
using Emulator.Reports;
using Emulator.Reports.Pages;

namespace Emulator.Host.Verbs;

/// <summary><c>replay</c>: runs a counterexample again and checks every line of it.</summary>
internal sealed class ReplayVerb(Terminal terminal) : IVerb
{
    private static readonly Setting[] Used = [Settings.Plugins, Settings.Locked];

    private readonly Option<string?> _html = new("--html")
    {
        Description = "Write it as a page to look at and step through, where it is as in the file.",
        HelpName = "FILE",
    };

    public Command Build()
    {
        var command = new Command("replay",
            "Run a counterexample that 'explore --trace-out' wrote again, and check every line of it.");
        var file = new Argument<string>("FILE") { Description = "The counterexample's file." };
        var step = new Option<bool>("--step") { Description = "Wait for Enter after each step." };
        command.Arguments.Add(file);
        command.Options.Add(step);
        command.Options.Add(_html);
        command.Add(Used);
        command.SetAction(parsed => Replayed(parsed.GetValue(file) ?? "", parsed.GetValue(step),
            EffectiveSettings.Read(parsed.Given(Used)), parsed.GetValue(_html)));
        return command;
    }

    private int Replayed(string path, bool stepwise, EffectiveSettings settings, string? html)
    {
        var document = CounterexampleFile.Read(path);
        var scenario = ScenarioOf(document);
        var catalog = PluginCatalog.Load(settings);
        var architecture = catalog.Architectures.FirstOrDefault(a => a.Name == document.Architecture)
            ?? throw new UserError(
                $"{path}: was made on {document.Architecture}, which isn't loaded; load its plugin, loaded are "
                + string.Join(", ", catalog.Architectures.Select(a => a.Name))
                + catalog.HintOf([document.Architecture], settings));
        var machine = MachineOf(path, document, scenario, architecture.Architecture);
        var replay = Replays.Of(machine, document);
        terminal.Say($"{document.Scenario.Name} on {document.Architecture}: {document.Property}, "
            + $"{document.Steps.Count} steps");
        if (replay.Start() is { } start)
            Steps(machine, replay, document, start, stepwise);
        terminal.Out.WriteLine(replay.Departure is { } departure
            ? $"It departs from the file at {departure}."
            : $"Every line is as in the file; {document.Property} is violated.");
        terminal.Out.Flush();
        // A page shows what was seen again, nothing else.
        if (html is not null && replay.Departure is null)
            new OutFile(terminal).Write(html, TimelinePage.Of(document), option: "--html");
        return replay.Departure is null ? ExitCode.Ok : ExitCode.Violated;
    }

    private void Steps(ScenarioMachine machine, Replay replay, Run document, Engine.Exploration.Cell[] start,
        bool stepwise)
    {
        var (text, narrator) = (new StateText(machine.World), new Narrator(machine.World));
        var before = text.Parts(start).ToList();
        terminal.Out.WriteLine("     at the start");
        Write(TraceText.State(before));
        var number = 0;
        foreach (var step in replay.Steps(start))
        {
            var after = text.Parts(step.After).ToList();
            Write(TraceText.Step(++number, TraceText.Said(narrator, step), before, after));
            if (number == document.Loss.Step)
                Write(TraceText.Because($"{document.Loss.Why}."));
            before = after;
            terminal.Out.Flush();
            if (stepwise && !System.Console.IsInputRedirected)
                System.Console.ReadLine();
        }
    }

    private void Write(IEnumerable<string> lines)
    {
        foreach (var line in lines)
            terminal.Out.WriteLine(line);
    }

    // The scenario as it is today, where its file is still there; else as it was.
    private Scenario ScenarioOf(Run document)
    {
        var shipped = Path.Combine(AppContext.BaseDirectory, document.Scenario.File);
        var file = File.Exists(document.Scenario.File) ? document.Scenario.File : File.Exists(shipped) ? shipped : null;
        var text = file is null ? document.Scenario.Text : TextOf(file);
        if (text != document.Scenario.Text)
            terminal.Warn($"{document.Scenario.File} has changed since the counterexample was made; this is the "
                + "scenario of today");
        return ScenarioReader.Read(document.Scenario.File, text);
    }

    private static string TextOf(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"{file}: can't be read: {e.Message.TrimEnd('.')}; "
                + "it is the counterexample's scenario");
        }
    }

    private static ScenarioMachine MachineOf(string path, Run document, Scenario scenario, Architecture architecture)
    {
        var row = scenario.Rows.FirstOrDefault(r => r.Values.Count == document.Params.Count
            && r.Values.All(v => document.Params.GetValueOrDefault(v.Param) == v.Value))
            ?? throw new UserError(
                $"{path}: its parameters ({string.Join(", ", document.Params.Select(p => $"{p.Key} = {p.Value}"))}) "
                + $"are no row of {scenario.Name} as it is today");
        foreach (var name in document.Asserts.Append(document.Property))
            if (Properties.Find(name) is not { } property || !scenario.Asserts.Contains(property))
                throw new UserError($"{path}: {name} isn't asserted by {scenario.Name} as it is today");
        var model = ArchitectureModel.Of(architecture);
        var text = new RowText(scenario with { Asserts = [.. scenario.Asserts.Where(p =>
            document.Asserts.Contains(Properties.NameOf(p)))] }, row, folds: false, model.ChangesFlush);
        return model.Has(text.Needs)
            ? ScenarioMachine.Of(text, model, new(document.Fine, Folds: false))
            : throw new UserError($"{path}: {scenario.Name} doesn't apply to {document.Architecture} as it is today");
    }
}
