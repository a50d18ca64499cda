using System.CommandLine;
using Emulator.Host.Configuration;
using Emulator.Host.Files;
using Emulator.Host.Plugins;
using Emulator.Reports;

namespace Emulator.Host.Verbs;

/// <summary><c>scenario check</c>: reads scenarios and explores nothing; <c>scenario words</c>: the
/// vocabulary.</summary>
internal sealed class ScenarioVerb(Terminal terminal) : IVerb
{
    private static readonly Setting[] Used = [Settings.Plugins, Settings.Locked];

    public Command Build()
    {
        var command = new Command("scenario", "Check scenario files; list the words of their language.");
        command.Subcommands.Add(Check());
        var words = new Command("words", "List what a scenario can say: words, properties, marks.");
        words.SetAction(_ =>
        {
            terminal.Out.WriteLines(LanguageText.Lines());
            return ExitCode.Ok;
        });
        command.Subcommands.Add(words);
        return command;
    }

    private Command Check()
    {
        var check = new Command("check",
            "Read scenario files and say everything that is wrong with them; nothing is explored.");
        var files = new Argument<string[]>("FILES")
            { Description = "Scenario files, or folders of them.", Arity = ArgumentArity.OneOrMore };
        check.Arguments.Add(files);
        check.Add(Used);
        check.SetAction(parsed =>
        {
            var catalog = PluginCatalog.Load(EffectiveSettings.Read(parsed.Given(Used)));
            var read = new ScenarioFiles(terminal);
            foreach (var scenario in read.Read(parsed.GetValue(files) ?? [], catalog.Nameable))
                terminal.Out.WriteLine($"{scenario.File}: {scenario.Name}: {Counted(scenario.Rows.Count, "row")}, "
                    + $"{Counted(scenario.Threads.Count, "thread")}, {Counted(scenario.Pages.Count, "page")}: good");
            return read.HasMistakes ? ExitCode.BadInput : ExitCode.Ok;
        });
        return check;
    }

    private static string Counted(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";
}
