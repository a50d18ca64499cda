namespace Emulator.Kit.Tests;

/// <summary>A third party's plugin, outside the solution, against the packages alone: entries of 4 and 8 bytes, pages
/// of 4 and 8 KiB.</summary>
[TestClass]
public sealed class StrangersPlugin
{
    [TestMethod]
    public void It_builds_against_the_package_obeys_the_laws_and_runs()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Kit.Folder, "stranger")).FullName;
        foreach (var file in Directory.GetFiles(Path.Combine(Kit.Metadata("Repository"), "tests", "Fixtures",
            "StrangerPlugin")))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        Kit.Succeed(folder, $"dotnet build -p:ContractPackage={Kit.Metadata("KitVersion")} -p:RestoreSources=$PACKAGES "
            + "-o plugins/StrangerPlugin -nodeReuse:false");
        Assert.IsFalse(File.Exists(Path.Combine(folder, "plugins", "StrangerPlugin", "Emulator.Abstractions.dll")));
        Assert.Contains(" 0 broken", Kit.Succeed(folder,
            "emulator verify stranger stranger-8k stranger-narrow --plugins plugins"));
        Assert.Contains("No page missed", Kit.Succeed(folder,
            "emulator compare --fold-addresses --arch stranger,stranger-8k,stranger-narrow --plugins plugins"));
    }
}
