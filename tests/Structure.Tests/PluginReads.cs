using System.Text.RegularExpressions;

namespace Emulator.Structure.Tests;

public sealed partial class StructureTests
{
    // Whoever reads a file again may find another than the one that was checked.
    [TestMethod]
    public void One_place_reads_the_files_of_a_plugin_and_nothing_is_loaded_from_them()
    {
        var sources = Sources("src/Host/Plugins").ToDictionary(f => Path.GetFileName(f), File.ReadAllText);
        Assert.AreSequenceEqual(new[] { "ImageFile.cs", "LockFile.cs" },
            sources.Where(s => Reads().IsMatch(s.Value)).Select(s => s.Key).Order(StringComparer.Ordinal));
        Assert.HasCount(1, Reads().Matches(sources["ImageFile.cs"]));
        Assert.DoesNotMatchRegex(LoadsFiles(), string.Join('\n', sources.Values));
    }

    [GeneratedRegex(@"\bFile\.(Read|Open)|\b(FileStream|StreamReader)\b|\.OpenRead\(")]
    private static partial Regex Reads();

    [GeneratedRegex("LoadFromAssemblyPath|LoadAssembly|LoadDefaultAssembly|LoadFrom\\(|LoadFile\\(\\w+\\.File|AssemblyDependencyResolver|LoadUnmanagedDll")]
    private static partial Regex LoadsFiles();
}
