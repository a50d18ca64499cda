namespace Emulator.Host.Tests;

/// <summary>Nothing of a plugin is taken from outside its folder, locked or not.</summary>
[TestClass]
public sealed class OutsidePaths : HostTest
{
    private string Outside(string name) => Directory.CreateDirectory(Path.Combine(Emulator.Folder, name)).FullName;

    private string Copied() => Emulator.CopyPlugin(Emulator.Plugin("SoftDirty"), "SoftDirty");

    private void Refused(params string[] says)
    {
        Emulator.CopyPlugin(Emulator.Plugin("Arm64"), "Arm64");
        var ran = Emulator.Run("plugins", "--plugins", "plugins");
        Fails(ran, 65, ["plugin SoftDirty was refused: ", .. says]);
        Assert.Contains("arm64-dbm", ran.Out, "the other plugin is loaded");
        Fails(Emulator.Run("plugins", "lock", "--plugins", "plugins"), 65,
            ["plugin SoftDirty can't be locked: ", .. says]);
    }

    [TestMethod]
    public void A_link_to_a_DLL_elsewhere()
    {
        var file = Path.Combine(Copied(), "SoftDirty.dll");
        var elsewhere = Path.Combine(Outside("elsewhere"), "SoftDirty.dll");
        File.Move(file, elsewhere);
        File.CreateSymbolicLink(file, elsewhere);
        Refused($"the folder's SoftDirty.dll is a link to {elsewhere}, which leaves the plugin's folder; copy what it "
            + "leads to in its place");
    }

    [TestMethod]
    public void A_link_by_way_of_another_link()
    {
        var folder = Copied();
        File.CreateSymbolicLink(Path.Combine(folder, "a"), "b");
        File.CreateSymbolicLink(Path.Combine(folder, "b"), "../../emulator.json");
        Refused("is a link to ", "emulator.json, which leaves the plugin's folder");
    }

    [TestMethod]
    public void A_link_to_a_folder_elsewhere()
    {
        Directory.CreateSymbolicLink(Path.Combine(Copied(), "more"), Outside("elsewhere"));
        Refused("the folder's more is a link to ", "which leaves the plugin's folder");
    }

    [TestMethod]
    public void A_link_to_a_folder_that_would_be_walked_without_an_end()
    {
        Directory.CreateSymbolicLink(Path.Combine(Copied(), "more"), ".");
        Refused("the folder's more is a link to a folder; copy that folder in its place");
    }

    [TestMethod]
    public void A_link_to_a_file_of_the_same_folder_is_no_harm()
    {
        var file = Path.Combine(Copied(), "SoftDirty.dll");
        File.Move(file, file + ".1");
        File.CreateSymbolicLink(file, "SoftDirty.dll.1");
        Assert.AreEqual(0, Emulator.Run("plugins", "--plugins", "plugins").ExitCode);
    }

    [TestMethod]
    public void The_plugin_s_folder_may_be_a_link_itself()
    {
        Directory.CreateSymbolicLink(Path.Combine(Outside("plugins"), "SoftDirty"), Emulator.Plugin("SoftDirty"));
        var ran = Emulator.Run("plugins", "--plugins", "plugins");
        Assert.AreEqual(0, ran.ExitCode, ran.Error);
    }

    [TestMethod]
    [DataRow("../Other.dll")]
    [DataRow("lib/../../Other.dll")]
    [DataRow("/tmp/Other.dll")]
    [DataRow("..\\\\Other.dll")]
    [DataRow("C:/Other.dll")]
    public void A_path_among_the_dependencies(string path)
    {
        var file = Path.Combine(Copied(), "SoftDirty.deps.json");
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"SoftDirty.dll\": {}",
            $"\"SoftDirty.dll\": {{}}, \"{path}\": {{}}", StringComparison.Ordinal));
        Refused("SoftDirty.dll: its SoftDirty.deps.json lists '", "which leaves the plugin's folder");
    }

    [TestMethod]
    public void A_folder_to_load_from()
    {
        File.WriteAllText(Path.Combine(Copied(), "SoftDirty.runtimeconfig.json"),
            """{"runtimeOptions":{"additionalProbingPaths":["/tmp/elsewhere"]}}""");
        Refused("SoftDirty.dll: its SoftDirty.runtimeconfig.json has it load from /tmp/elsewhere "
            + "(additionalProbingPaths), which leaves the plugin's folder");
    }
}
