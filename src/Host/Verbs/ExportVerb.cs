using System.CommandLine;
using Emulator.Host.Configuration;
using Emulator.Host.Files;
using Emulator.Reports.Exports;

namespace Emulator.Host.Verbs;

/// <summary><c>export</c>: gives a counterexample another form, from its file alone: no plugin is loaded, nothing is
/// run again.</summary>
internal sealed class ExportVerb(Terminal terminal) : IVerb
{
    private readonly Argument<string> _file = new("FILE")
    {
        Description = "A counterexample that 'explore --trace-out' wrote.",
    };

    private readonly Option<string> _to = new("--to")
    {
        Description = $"The form: {string.Join("; ", Export.All.Select(e => $"{e.Name}, {e.What}"))}.",
        HelpName = string.Join('|', Export.All.Select(e => e.Name)),
        Required = true,
    };

    private readonly Option<string> _out = new("--out")
    {
        Description = "Where to; without it, standard output.",
        HelpName = "FILE",
        DefaultValueFactory = _ => "-",
    };

    public Command Build()
    {
        var command = new Command("export", "Give a counterexample another form: a page, a mail, a diagram, a table.");
        command.Arguments.Add(_file);
        command.Options.Add(_to);
        command.Options.Add(_out);
        command.SetAction(parsed => Exported(parsed.GetValue(_file) ?? "", parsed.GetValue(_to) ?? "",
            parsed.GetValue(_out) ?? "-"));
        return command;
    }

    private int Exported(string file, string to, string path)
    {
        var names = Export.All.Select(e => e.Name).ToList();
        var export = Export.All.FirstOrDefault(e => e.Name == to) ?? throw new UserError(
            $"--to {to}: unknown; {Hints.Hint(to, names)}expected {string.Join(", ", names)}", ExitCode.Usage);
        var run = CounterexampleFile.Read(file);
        if (RunNames.UnknownIn(run) is { } unknown)
            throw new UserError($"{file}: has been changed, it names {unknown} that it hasn't; expected a file as "
                + "'explore --trace-out' wrote it");
        new OutFile(terminal).Write(path, export.Of(run));
        return ExitCode.Ok;
    }
}
