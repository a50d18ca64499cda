using Emulator.Engine.Scenarios.Model;

namespace Emulator.Reports;

/// <summary>What a scenario can say, as text: words, properties, marks, statements, items.</summary>
internal static class LanguageText
{
    private static readonly (string, string)[] Statements =
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
    ];

    private static readonly (string, string)[] Items =
    [
        ("scenario NAME \"title\"", "comes first"),
        ("source \"…\", about KEY \"…\"",
            $"where it comes from; what is worth knowing: {string.Join(", ", Abouts.All.Select(a => a.Key))}"),
        ("param p = x | y", "a row for each value"),
        ("var n = 0", "shared by all threads; each read and each write is a step"),
        ("frame F", "a page frame that nothing maps yet"),
        ("page A [-> F] : …", $"a virtual page: {string.Join(", ", PageAttribute.Words)}"),
        ("tlb t A : …", "cached, empty, any; off for a core, with * for its pages"),
        ("thread t { … }", "a core of its own, and its text"),
        ("mkwrite(P) { … }", "what a write fault runs"),
        ("marks …", "where a later round looks"),
        ("allow …", "speculation, eviction, store_buffers"),
        ("arch a, b; arch where …", "limits it to these architectures, or to those that have these traits"),
        ("assert p", "what is asked"),
        ("expect p holds|violated [on a, b] [where …] [when p = x]",
            "what comes out: on which architectures, where which traits, in which rows"),
    ];

    public static IEnumerable<string> Lines() =>
    [
        .. Section("word", Vocabulary.All.Select(w => (w.Usage, Meaning(w)))),
        .. Section("property", Properties.All.Select(p => (p.Name, p.Meaning))),
        .. Section("mark", MarkWords.All.Select(m => (m.Name, m.Meaning))),
        .. Section("trait", Traits.All.Select(t => (t.Name, $"{t.Meaning} [{t.Declared}]"))),
        .. Section("statement", Statements),
        .. Section("item", Items),
    ];

    private static string Meaning(Word word) => $"{word.Meaning}{(word.IsPure ? "" : $" [{word.Steps}]")}"
        + (word.IsOptional ? " (where the format has it)" : "");

    private static IEnumerable<string> Section(string what, IEnumerable<(string Name, string Meaning)> rows)
    {
        var table = new TextTable(what, "meaning") { OfWords = true };
        foreach (var (name, meaning) in rows)
            table.Add(name, meaning);
        return [.. table.Lines(), ""];
    }
}
