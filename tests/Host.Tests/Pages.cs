namespace Emulator.Host.Tests;

/// <summary>The generated pages stand in a folder of their own, and are replaced whole or not at all.</summary>
[TestClass]
public sealed class Pages : HostTest
{
    [TestMethod]
    public void The_generated_pages_and_nothing_else_stand_in_their_folder() => Assert.AreSequenceEqual(
        new[] { "answers.md", "museum.md", "open-questions.md" },
        Directory.GetFiles(Path.Combine(Emulator.Path("Repository"), "docs", "results"))
            .Select(f => Path.GetFileName(f)).Order());

    [TestMethod]
    public void Without_a_name_the_open_questions_go_to_that_folder_and_it_is_made()
    {
        var ran = Emulator.Run("answers", "--open");
        Assert.AreEqual("docs/results/open-questions.md is written.\n", ran.Out, ran.Error);
        Assert.AreSequenceEqual(new[] { Path.Combine(Emulator.Folder, "docs", "results", "open-questions.md") },
            Directory.GetFiles(Emulator.Folder, "*", SearchOption.AllDirectories));
    }

    [TestMethod]
    public void A_page_takes_an_old_one_s_place_whole_and_leaves_nothing_beside_it()
    {
        Emulator.File("old.md", new string('x', 1_000_000));
        Emulator.Shell("ln -s old.md page.md");
        Assert.AreEqual(0, Emulator.Run("museum", "R17", "--out", "page.md").ExitCode);
        Assert.AreSequenceEqual(new[] { "old.md", "page.md" },
            Directory.GetFiles(Emulator.Folder).Select(f => Path.GetFileName(f)).Order());
        Assert.StartsWith("# The museum of races\n", File.ReadAllText(Path.Combine(Emulator.Folder, "old.md")));
    }

    [TestMethod]
    public void A_page_that_cannot_be_written_whole_leaves_the_old_one_as_it_was()
    {
        Emulator.File("page.md", "of an earlier run");
        Emulator.Environment["DOTNET_EnableWriteXorExecute"] = "0";   // the runtime would map a file larger than that
        var ran = Emulator.Shell("ulimit -f 1; trap '' XFSZ; exec $EMULATOR museum R10 --out page.md");
        Fails(ran, 65, "--out page.md", "can't be written");
        Assert.AreSequenceEqual(
            new[] { Path.Combine(Emulator.Folder, "page.md") }, Directory.GetFiles(Emulator.Folder));
        Assert.AreEqual("of an earlier run", File.ReadAllText(Path.Combine(Emulator.Folder, "page.md")));
    }
}
