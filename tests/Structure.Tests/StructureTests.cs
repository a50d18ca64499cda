using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Emulator.Structure.Tests;

/// <summary>The picture in docs/design.md, held against the files: who may know of whom, and how large a file may be.</summary>
[TestClass]
public sealed partial class StructureTests
{
    private static readonly string Root = Path.GetFullPath(
        typeof(StructureTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Repository").Value!);

    // Projects of others, as they will be.
    private static readonly string Template = Path.Combine(Root, "kit/Templates/content");

    // Which rooms of the engine a room may use.
    private static readonly Dictionary<string, string[]> Rooms = new()
    {
        ["Memory"] = [],
        ["Passes"] = ["Memory"],
        ["Cpu"] = ["Memory"],
        ["Recordings"] = [],
        ["Workloads"] = ["Memory", "Passes", "Cpu", "Recordings"],
        ["Laws"] = ["Memory", "Cpu"],
        ["Exploration"] = [],
        ["Scenarios"] = ["Exploration", "Passes", "Cpu"],
        ["Verification"] = ["Laws", "Scenarios"],
    };

    private static IEnumerable<string> Sources(string folder) => Directory.GetFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
        .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}") && !f.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}"));

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
    public void The_conformance_tests_know_the_contract_and_what_the_engine_asks_alone()
    {
        Assert.AreSequenceEqual(new[] { "../../src/Abstractions/Emulator.Abstractions.csproj", "../../src/Engine/Emulator.Engine.csproj" },
            References("kit/Conformance/Emulator.Conformance.csproj"));
        foreach (var source in Sources("kit/Conformance"))
            foreach (Match use in RoomUse().Matches(File.ReadAllText(source)))
                Assert.Contains(use.Groups[1].Value, new[] { "Laws", "Verification" }, source);
    }

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
    public void The_host_references_no_plugin_s_types()
    {
        foreach (var source in Sources("src/Host"))
            Assert.DoesNotMatchRegex(new Regex(@"Emulator\.Plugins\.(X86|Arm64|SoftDirty|RiscV|S390|LoongArch|Mips|PowerPc)"), File.ReadAllText(source), source);
    }

    [TestMethod]
    public void A_room_of_the_engine_uses_only_the_rooms_that_it_may()
    {
        Assert.AreSequenceEqual(Rooms.Keys.Order(), Sources("src/Engine").Select(f => Path.GetRelativePath(Path.Combine(Root, "src/Engine"), f).Split(Path.DirectorySeparatorChar)[0]).Distinct().Order());
        foreach (var (room, may) in Rooms)
            foreach (var source in Sources($"src/Engine/{room}"))
                foreach (Match use in RoomUse().Matches(File.ReadAllText(source)))
                    Assert.IsTrue(use.Groups[1].Value == room || may.Contains(use.Groups[1].Value), $"{source} uses {use.Groups[1].Value}");
    }

    [TestMethod]
    public void No_architecture_is_named_outside_its_plugin()
    {
        foreach (var source in Sources("src"))
            Assert.DoesNotMatchRegex(ArchitectureName(), File.ReadAllText(source), source);
    }

    [TestMethod]
    public void No_file_is_longer_than_300_lines()
    {
        foreach (var source in new[] { "src", "plugins", "kit", "tests", "bench" }.SelectMany(Sources))
            Assert.IsLessThanOrEqualTo(300, File.ReadAllLines(source).Length, source);
    }

    [TestMethod]
    public void Every_project_is_in_the_solution()
    {
        var solution = File.ReadAllText(Path.Combine(Root, "emulator.sln"));
        foreach (var project in Directory.GetFiles(Root, "*.csproj", SearchOption.AllDirectories))
            if (Path.GetFileName(project) != "StrangerPlugin.csproj" && !project.StartsWith(Template, StringComparison.Ordinal))
                Assert.Contains(Path.GetFileName(project), solution);
    }

    [GeneratedRegex(@"Emulator\.Engine\.(\w+)")]
    private static partial Regex RoomUse();

    [GeneratedRegex("\"(x86|arm64[a-z-]*|riscv[a-z-]*|s390|loongarch[a-z-]*|ppc-radix|mips)\"")]
    private static partial Regex ArchitectureName();
}
