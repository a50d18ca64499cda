using System.Reflection;
using Emulator.Engine.Recordings;

namespace Emulator.Engine.Tests;

/// <summary>docs/recordings.md says of each format what its reader says.</summary>
[TestClass]
public sealed class DocumentedRecordings
{
    private static readonly string[] Page = File.ReadAllLines(Path.Combine(
        typeof(DocumentedRecordings).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(a => a.Key == "Repository").Value ?? "", "docs/recordings.md"));

    [TestMethod]
    public void Every_format_has_its_section_its_command_and_what_it_can_t_say()
    {
        foreach (var format in RecordingFormat.All)
        {
            var section = Page.SkipWhile(line => line != $"## {format.Name}").Skip(1)
                .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal)).ToList();
            Assert.Contains($"`{format.Recorder}`", section);
            Assert.AreSequenceEqual(format.CannotKnow,
                section.Where(line => line.StartsWith("- ", StringComparison.Ordinal)).Select(line => line[2..]));
        }
    }
}
