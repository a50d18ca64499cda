using System.Text.RegularExpressions;

namespace Emulator.Structure.Tests;

/// <summary>The picture in docs/design.md, held against the code: who knows of whom, inner folders too.</summary>
[TestClass]
public sealed partial class Rooms
{
    // Statements alone.
    private const string TopLevel = "bench/Program.cs";

    // Plugins of others, named as they like.
    private const string Fixtures = "tests/Fixtures/";

    private static readonly Lazy<Knowledge> Code = new(() => Knowledge.OfFolders("src", "plugins", "kit/Conformance"));

    private static readonly Picture Picture = Picture.Read(Repository.Text("docs/design.md"));

    [TestMethod]
    public void Every_name_in_the_code_is_seen() =>
        Known.None(Code.Value.Unbound.Take(20), "it isn't known what these mean");

    [TestMethod]
    public void Every_folder_is_in_the_picture_and_every_room_of_the_picture_is_there()
    {
        var folders = Repository.Sources("src", "kit/Conformance").Select(Repository.FolderOf).Distinct().ToList();
        Known.None(folders.Where(f => Picture.RoomOf(f) is null), "docs/design.md lacks these");
        Known.None(Picture.Folders.Where(r => !Directory.Exists(Repository.Full(r))), "these aren't there");
    }

    [TestMethod]
    public void A_room_names_only_what_the_picture_says_that_it_may_know() => Known.None(
        from use in Code.Value.Uses
        where PluginOf(use.From) is null && !Picture.Allows(use)
        select use,
        "docs/design.md has no such arrow");

    [TestMethod]
    public void A_plugin_names_nothing_but_itself_and_the_contract() =>
        Known.None(
            Elsewhere.Where(u => PluginOf(u.From) is { } plugin && PluginOf(u.To) != plugin
                && u.To != "src/Abstractions"),
            "not the contract");

    [TestMethod]
    public void Nobody_names_a_plugin_s_types() =>
        Known.None(Elsewhere.Where(u => PluginOf(u.To) is { } plugin && PluginOf(u.From) != plugin),
            "plugins are found at run time");

    [TestMethod]
    public void No_folders_know_of_each_other_in_a_circle() => Known.None(
        Circles.Of(Code.Value.Uses).Select(circle => circle + Ways(circle)), "folders in a circle");

    [TestMethod]
    public void A_namespace_is_its_folder_s_path()
    {
        var sources = Repository.Sources("src", "plugins", "kit/Conformance", "bench", "tests");
        foreach (var path in sources.Where(p => p is not TopLevel && !p.StartsWith(Fixtures, StringComparison.Ordinal)))
        {
            var declared = Namespace().Match(Repository.Text(path)).Groups[1].Value;
            Assert.AreEqual(NamespaceOf(Repository.FolderOf(path)), declared, path);
        }
    }

    // The contract is what everything is named after; src, kit and tests are drawers, as are a plugin's own folders.
    private static string NamespaceOf(string folder)
    {
        string[] inner = folder.Split('/') switch
        {
            ["src", "Abstractions"] => [],
            ["plugins", var plugin, ..] => ["Plugins", plugin],
            ["bench"] => ["Bench"],
            var parts => parts[1..],
        };
        return string.Join('.', inner.Prepend("Emulator"));
    }

    private static IEnumerable<Use> Elsewhere => Code.Value.Uses.Where(u => u.From != u.To);

    private static string? PluginOf(string folder) => folder.Split('/') is ["plugins", var plugin, ..] ? plugin : null;

    private static string Ways(string circle)
    {
        var folders = circle.Split(" <> ");
        bool Among(string folder) => folders.Any(f => (folder + "/").StartsWith(f + "/", StringComparison.Ordinal));
        return string.Concat(Elsewhere.Where(u => Among(u.From) && Among(u.To)).Select(u => $"\n    {u}"));
    }

    [GeneratedRegex(@"(?m)^namespace ([\w.]+)")]
    private static partial Regex Namespace();
}
