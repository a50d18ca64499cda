using System.Text.RegularExpressions;

namespace Emulator.Structure.Tests;

/// <summary>The way from a plugin's folder to its architectures: what is checked are the bytes that are loaded.</summary>
[TestClass]
public sealed partial class PluginReads
{
    // Whoever reads a file again may find another than the one that was checked.
    [TestMethod]
    public void One_place_reads_the_files_of_a_plugin_and_nothing_is_loaded_from_them()
    {
        var sources = Repository.Sources("src/Host/Plugins").ToDictionary(f => Path.GetFileName(f), Repository.Text);
        Assert.AreSequenceEqual(new[] { "ImageFile.cs", "LockFile.cs" },
            sources.Where(s => Reads().IsMatch(s.Value)).Select(s => s.Key).Order(StringComparer.Ordinal));
        Assert.HasCount(1, Reads().Matches(sources["ImageFile.cs"]));
        Assert.DoesNotMatchRegex(LoadsFiles(), string.Join('\n', sources.Values));
    }

    [TestMethod]
    public void The_steps_from_a_plugin_s_folder_to_its_architectures_go_one_way()
    {
        var texts = Repository.Sources("src/Host/Plugins")
            .ToDictionary(f => Path.GetFileNameWithoutExtension(f), CodeOf);
        var left = texts.Keys.ToHashSet();
        bool isLast(string name) => !left.Any(other => other != name && Names(texts[name], other));
        while (left.Where(isLast).ToList() is { Count: > 0 } last)
            left.ExceptWith(last);
        Assert.IsEmpty(left, "files that know each other in a circle, or lead to one");
    }

    private static string CodeOf(string file) => string.Join('\n',
        Repository.Text(file).Split('\n').Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)));

    private static bool Names(string text, string type) => Regex.IsMatch(text, $@"\b{type}\b");

    [GeneratedRegex(@"\bFile\.(Read|Open)|\b(FileStream|StreamReader)\b|\.OpenRead\(")]
    private static partial Regex Reads();

    [GeneratedRegex(@"LoadFromAssemblyPath|LoadAssembly|LoadDefaultAssembly|LoadFrom\(|Resolver|LoadUnmanaged")]
    private static partial Regex LoadsFiles();
}
