using System.CommandLine;
using Emulator.Engine.Scenarios.Language;
using Emulator.Engine.Scenarios.Model;
using Emulator.Host.Configuration;
using Emulator.Host.Plugins;
using Emulator.Host.Rendering;
using Emulator.Host.Scenarios;
using Emulator.Reports;

namespace Emulator.Host.Verbs;

/// <summary><c>scenario check</c>: reads scenarios and explores nothing; <c>scenario words</c>: the vocabulary.</summary>
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
            Words();
            return ExitCode.Ok;
        });
        command.Subcommands.Add(words);
        return command;
    }

    private Command Check()
    {
        var check = new Command("check", "Read scenario files and say everything that is wrong with them; nothing is explored.");
        var files = new Argument<string[]>("FILES") { Description = "Scenario files, or folders of them.", Arity = ArgumentArity.OneOrMore };
        check.Arguments.Add(files);
        check.Add(Used);
        check.SetAction(parsed =>
        {
            var catalog = PluginCatalog.Load(EffectiveSettings.Read(parsed.Given(Used)));
            var read = new ScenarioFiles(terminal);
            foreach (var scenario in read.Read(parsed.GetValue(files) ?? [], [.. catalog.Architectures.Select(a => a.Name)]))
                terminal.Out.WriteLine($"{scenario.File}: {scenario.Name}: {scenario.Rows.Count} row{(scenario.Rows.Count == 1 ? "" : "s")}, "
                    + $"{scenario.Threads.Count} thread{(scenario.Threads.Count == 1 ? "" : "s")}, {scenario.Pages.Count} page{(scenario.Pages.Count == 1 ? "" : "s")}: good");
            return read.HasMistakes ? ExitCode.BadInput : ExitCode.Ok;
        });
        return check;
    }

    private void Words()
    {
        Section("word", Vocabulary.All.Select(w => (w.Usage, $"{w.Meaning}{(w.IsPure ? "" : $" [{w.Steps}]")}{Needs(w)}")));
        Section("property", Properties.All.Select(p => (p.Name, p.Meaning)));
        Section("mark", MarkWords.All.Select(m => (m.Name, m.Meaning)));
        Section("statement",
        [
            ("load A|B, store A|B", "an access by user code; | is a free choice"),
            ("x = …", "a variable of the thread's own, or one declared by 'var'"),
            ("lock L, unlock L", "L: ptl(A), mmap read, mmap write, address_space, or a name"),
            ("if (…) … else …", "a choice by value"),
            ("repeat n { … }", "n times, 1 to 64"),
            ("forever { … }", "any number of times"),
            ("until (…) { … }", "the block, then the condition, until that holds"),
            ("wait (…)", "goes on when the condition holds; looks at all of it in one step"),
            ("bug_on (…)", "asks no_bug: the condition must never be true here; looks at all of it in one step"),
            ("atomic { … }", "one step, possible when all of it can run through"),
        ]);
        Section("item",
        [
            ("scenario NAME \"title\"", "comes first"),
            ("source \"…\", about KEY \"…\"", $"where it comes from; what is worth knowing: {string.Join(", ", Abouts.All.Select(a => a.Key))}"),
            ("param p = x | y", "a row for each value"),
            ("var n = 0", "shared by all threads; each read and each write is a step"),
            ("frame F", "a page frame that nothing maps yet"),
            ("page A [-> F] : …", $"a virtual page: {string.Join(", ", PageAttribute.Words)}"),
            ("tlb t A : …", "cached, empty, any; off for a core, with * for its pages"),
            ("thread t { … }", "a core of its own, and its text"),
            ("mkwrite(P) { … }", "what a write fault runs"),
            ("marks …", "where a later round looks"),
            ("allow …", "speculation, eviction, store_buffers"),
            ("arch a, b", "limits it to these architectures"),
            ("assert p, expect p …", "what is asked; holds or violated, on which architectures, in which rows"),
        ]);
    }

    private static string Needs(Word word) => word.Needs == PteFeatures.None ? "" : " (where the format has it)";

    private void Section(string what, IEnumerable<(string Name, string Meaning)> rows)
    {
        var table = new TextTable(what, "meaning") { OfWords = true };
        foreach (var (name, meaning) in rows)
            table.Add(name, meaning);
        foreach (var line in table.Lines())
            terminal.Out.WriteLine(line);
        terminal.Out.WriteLine();
    }
}
