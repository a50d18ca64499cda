using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Emulator.Structure.Tests;

/// <summary>Which project references which, and what projects and packages say of each other.</summary>
[TestClass]
public sealed partial class StructureTests
{
    private static readonly string Root = Repository.Root;

    // Projects of others, as they will be.
    private static readonly string Template = Path.Combine(Root, "kit/Templates/content");

    private static List<string> References(string project) =>
        [.. XDocument.Load(Path.Combine(Root, project)).Descendants("ProjectReference").Select(r => r.Attribute("Include")!.Value)];

    [TestMethod]
    public void Abstractions_know_nothing()
    {
        var project = XDocument.Load(Path.Combine(Root, "src/Abstractions/Emulator.Abstractions.csproj"));
        Assert.IsEmpty(project.Descendants("ProjectReference").Concat(project.Descendants("PackageReference")).Where(r => r.Attribute("PrivateAssets") is null).ToList());
    }

    [TestMethod]
    public void The_engine_knows_the_abstractions_alone() =>
        Assert.AreSequenceEqual(new[] { "../Abstractions/Emulator.Abstractions.csproj" }, References("src/Engine/Emulator.Engine.csproj"));

    [TestMethod]
    public void A_plugin_knows_the_abstractions_alone()
    {
        foreach (var project in Directory.GetFiles(Path.Combine(Root, "plugins"), "*.csproj", SearchOption.AllDirectories))
            Assert.IsEmpty(References(project), project);
        Assert.AreSequenceEqual(new[] { "$(MSBuildThisFileDirectory)../src/Abstractions/Emulator.Abstractions.csproj" }, References("plugins/Directory.Build.props"));
    }

    [TestMethod]
    public void The_conformance_tests_know_the_contract_the_engine_and_its_reports_alone() => Assert.AreSequenceEqual(
        new[] { "Abstractions", "Engine", "Reports" }.Select(p => $"../../src/{p}/Emulator.{p}.csproj"),
        References("kit/Conformance/Emulator.Conformance.csproj"));

    [TestMethod]
    public void The_template_takes_the_packages_that_are_packed_with_it()
    {
        Assert.IsEmpty(References("kit/Templates/Emulator.Templates.csproj"));
        var kit = XDocument.Load(Path.Combine(Root, "Directory.Build.props")).Descendants("KitVersion").Single().Value;
        var packages = XDocument.Load(Path.Combine(Root, "Directory.Packages.props")).Descendants("PackageVersion").ToDictionary(p => p.Attribute("Include")!.Value, p => p.Attribute("Version")!.Value);
        foreach (var project in Directory.GetFiles(Template, "*.csproj", SearchOption.AllDirectories))
            foreach (var package in XDocument.Load(project).Descendants("PackageReference"))
                Assert.AreEqual(packages.GetValueOrDefault(package.Attribute("Include")!.Value, kit), package.Attribute("Version")!.Value, $"{package} in {project}");
    }

    [TestMethod]
    public void The_contract_s_package_has_the_contract_s_version()
    {
        var properties = XDocument.Load(Path.Combine(Root, "Directory.Build.props")).Descendants().Concat(
            XDocument.Load(Path.Combine(Root, "src/Abstractions/Emulator.Abstractions.csproj")).Descendants()).ToLookup(e => e.Name.LocalName, e => e.Value);
        var (package, contract) = (Version.Parse(properties["KitVersion"].Single()), Version.Parse(properties["AssemblyVersion"].Single()));
        Assert.AreEqual((contract.Major, contract.Minor), (package.Major, package.Minor));
    }

    [TestMethod]
    public void No_architecture_is_named_outside_its_plugin()
    {
        foreach (var source in Repository.Sources("src"))
            Assert.DoesNotMatchRegex(ArchitectureName(), Repository.Text(source), source);
    }

    [TestMethod]
    public void Every_project_is_in_the_solution()
    {
        var solution = File.ReadAllText(Path.Combine(Root, "emulator.sln"));
        foreach (var project in Directory.GetFiles(Root, "*.csproj", SearchOption.AllDirectories))
            if (Path.GetFileName(project) != "StrangerPlugin.csproj" && !project.StartsWith(Template, StringComparison.Ordinal))
                Assert.Contains(Path.GetFileName(project), solution);
    }

    [GeneratedRegex("\"(x86|arm64[a-z-]*|riscv[a-z-]*|s390|loongarch[a-z-]*|ppc-radix|mips)\"")]
    private static partial Regex ArchitectureName();
}
