using System.Text.RegularExpressions;

namespace Emulator.Structure.Tests;

/// <summary>The picture in docs/design.md, held against the code: who knows of whom. Every folder is a room, inner ones too.</summary>
[TestClass]
public sealed partial class Rooms
{
    // Statements alone.
    private const string TopLevel = "bench/Program.cs";

    private static readonly Lazy<Knowledge> Code = new(() => Knowledge.OfFolders("src", "plugins", "kit/Conformance"));

    private static readonly Picture Picture = Picture.Read(Repository.Text("docs/design.md"));

    [TestMethod]
    public void Every_name_in_the_code_is_seen() => Assert.AreEqual("", string.Join('\n', Code.Value.Unbound.Take(20)));

    [TestMethod]
    public void Every_folder_is_in_the_picture_and_every_room_of_the_picture_is_there()
    {
        var folders = Repository.Sources("src", "kit/Conformance").Select(Repository.FolderOf).Distinct().ToList();
        Assert.AreEqual("", string.Join('\n', folders.Where(f => Picture.RoomOf(f) is null)), "docs/design.md lacks these");
        Assert.AreEqual("", string.Join('\n', Picture.Folders.Where(r => !Directory.Exists(Repository.Full(r)))), "docs/design.md has rooms that aren't there");
    }

    [TestMethod]
    public void A_room_names_only_what_the_picture_says_that_it_may_know() => Known.Read("arrows.txt").Hold(
        Code.Value.Uses.Where(u => !IsOfPlugin(u.From) && !Picture.Allows(u)).Select(u => ($"{u.From} > {u.To}", u.ToString())),
        "docs/design.md has no such arrow");

    [TestMethod]
    public void A_plugin_names_nothing_but_itself_and_the_contract() =>
        Assert.AreEqual("", string.Join('\n', Code.Value.Uses.Where(u => IsOfPlugin(u.From) && u.To != u.From && u.To != "src/Abstractions")));

    [TestMethod]
    public void Nobody_names_a_plugin_s_types() =>
        Assert.AreEqual("", string.Join('\n', Code.Value.Uses.Where(u => IsOfPlugin(u.To) && u.To != u.From)));

    [TestMethod]
    public void No_folders_know_of_each_other_in_a_circle() =>
        Known.Read("circles.txt").Hold(Circles.Of(Code.Value.Uses).Select(c => (c, c + Ways(c))), "folders in a circle");

    [TestMethod]
    public void A_namespace_is_its_folder_s_path()
    {
        var sources = Repository.Sources("src", "plugins", "kit/Conformance", "bench", "tests");
        foreach (var path in sources.Where(p => p is not TopLevel && !p.StartsWith("tests/Fixtures/", StringComparison.Ordinal)))
            Assert.AreEqual(NamespaceOf(Repository.FolderOf(path)), Namespace().Match(Repository.Text(path)).Groups[1].Value, path);
    }

    // The contract is what everything is named after; src, kit and tests are drawers, not rooms.
    private static string NamespaceOf(string folder)
    {
        var parts = folder.Split('/');
        return string.Join('.', ["Emulator", .. parts[0] switch { "plugins" => ["Plugins", .. parts[1..]], "bench" => ["Bench"], _ => parts[1..] }])
            .Replace("Emulator.Abstractions", "Emulator", StringComparison.Ordinal);
    }

    private static bool IsOfPlugin(string folder) => folder.StartsWith("plugins/", StringComparison.Ordinal);

    private static string Ways(string circle)
    {
        var folders = circle.Split(" <> ");
        bool Among(string folder) => folders.Any(f => (folder + "/").StartsWith(f + "/", StringComparison.Ordinal));
        return string.Concat(Code.Value.Uses.Where(u => u.From != u.To && Among(u.From) && Among(u.To)).Select(u => $"\n    {u}"));
    }

    [GeneratedRegex(@"(?m)^namespace ([\w.]+)")]
    private static partial Regex Namespace();
}
