using Emulator.Engine.Scenarios.Verdicts;
using Emulator.Reports.Pages;

namespace Emulator.Reports.Exports;

/// <summary>A form that a counterexample can be given: made of its file's data alone.</summary>
/// <param name="Name">As <c>--to</c> has it.</param>
/// <param name="What">For whom, in a few words.</param>
/// <param name="Of">The whole text.</param>
internal sealed record Export(string Name, string What, Func<Run, string> Of)
{
    /// <summary>Every form.</summary>
    public static IReadOnlyList<Export> All { get; } =
    [
        new("html", "a page to look at and step through, from disk, without a network", TimelinePage.Of),
        new("svg", "a picture, light or dark as its viewer is", SvgExport.Of),
        new("mail", "80 columns of text, the scenario with it", MailExport.Of),
        new("mermaid", "a sequence diagram that a comment on GitHub draws", MermaidExport.Of),
        new("csv", "a line for each step, for a spreadsheet", CsvExport.Of),
    ];
}
