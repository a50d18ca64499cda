using System.IO.Compression;

namespace Emulator.Kit.Tests;

/// <summary>What is in the packages.</summary>
[TestClass]
public sealed class PackageContents
{
    private static List<string> Entries(string file)
    {
        using var package = ZipFile.OpenRead(Path.Combine(Kit.Packages, file));
        return [.. package.Entries.Select(e => e.FullName)];
    }

    private static string Nuspec(string package)
    {
        using var zip = ZipFile.OpenRead(Path.Combine(Kit.Packages, package));
        using var reader = new StreamReader(zip.Entries.Single(e =>
            e.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open());
        return reader.ReadToEnd();
    }

    private static string Named(string id) => $"{id}.{Kit.Metadata("KitVersion")}";

    [TestMethod]
    public void Four_packages_are_packed() => Assert.AreSequenceEqual(
        new[] { "Emulator.Abstractions", "Emulator.Conformance", "Emulator.Templates", "emulator" },
        Directory.GetFiles(Kit.Packages, "*.nupkg").Select(f =>
            string.Join('.', Path.GetFileName(f).Split('.').TakeWhile(p => !char.IsAsciiDigit(p[0]))))
            .Order(StringComparer.Ordinal));

    [TestMethod]
    public void Each_has_a_text_and_a_picture()
    {
        foreach (var package in Directory.GetFiles(Kit.Packages, "*.nupkg"))
        {
            CollectionAssert.IsSubsetOf(new[] { "README.md", "icon.png" }, Entries(package), package);
            Assert.Contains("<description>", Nuspec(package));
        }
    }

    [TestMethod]
    public void The_contract_is_an_assembly_with_its_documentation_and_needs_nothing()
    {
        CollectionAssert.IsSubsetOf(new[] { "lib/net10.0/Emulator.Abstractions.dll",
            "lib/net10.0/Emulator.Abstractions.xml" }, Entries(Named("Emulator.Abstractions") + ".nupkg"));
        Assert.Contains("lib/net10.0/Emulator.Abstractions.pdb", Entries(Named("Emulator.Abstractions") + ".snupkg"));
        Assert.DoesNotContain("<dependency ", Nuspec(Named("Emulator.Abstractions") + ".nupkg"));
    }

    [TestMethod]
    public void The_conformance_tests_bring_the_engine_and_not_the_contract()
    {
        var entries = Entries(Named("Emulator.Conformance") + ".nupkg");
        CollectionAssert.IsSubsetOf(new[] { "lib/net10.0/Emulator.Conformance.dll", "lib/net10.0/Emulator.Engine.dll" },
            entries);
        Assert.DoesNotContain("lib/net10.0/Emulator.Abstractions.dll", entries);
        CollectionAssert.IsSubsetOf(new[] { "lib/net10.0/Emulator.Conformance.pdb", "lib/net10.0/Emulator.Engine.pdb" },
            Entries(Named("Emulator.Conformance") + ".snupkg"));
        var nuspec = Nuspec(Named("Emulator.Conformance") + ".nupkg");
        Assert.Contains($"<dependency id=\"Emulator.Abstractions\" version=\"{Kit.Metadata("KitVersion")}\"", nuspec);
        Assert.Contains("<dependency id=\"MSTest.TestFramework\"", nuspec);
        Assert.Contains("<dependency id=\"Superpower\"", nuspec);
        Assert.DoesNotContain("Emulator.Engine", nuspec);
    }
}
