using Emulator.Host.Tests.Malformed;

namespace Emulator.Host.Tests;

/// <summary>A plugin's files are read once: what was checked is what runs, whatever becomes of them.</summary>
[TestClass]
public sealed class ReadOnce : HostTest
{
    private const string Description = "LeaningPlugin.deps.json", Library = "LeantLibrary.dll";

    // Once it is checked it overwrites every file, and only then asks for its dependency: who read that again would
    // find garbage.
    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void A_plugin_whose_files_are_replaced_after_the_check_runs_as_it_was_checked(bool isLocked)
    {
        var folder = Emulator.CopyPlugin(Emulator.Path("Misbehaving"), "MisbehavingPlugin");
        File.Copy(Path.Combine(Emulator.Path("Leaning"), Library), Path.Combine(folder, Library));
        MalformedPlugin.Way("MisbehavingPlugin.dll", "constructor-overwrites-all-plugins")(folder);
        if (isLocked)
            Assert.AreEqual(0, Emulator.Run("plugins", "lock", "--plugins", "plugins").ExitCode);
        var ran = Emulator.Run("compare", Emulator.File("t", " S 10,4\n"), "--plugins", "plugins");
        Assert.AreEqual(0, ran.ExitCode, ran.Error);
        Assert.AreEqual("", ran.Error);
        Assert.Contains("on misbehaving: ", ran.Out);
        Assert.AreEqual("garbage", File.ReadAllText(Path.Combine(folder, Library)));
    }

    [TestMethod]
    public void Of_a_dependency_that_comes_once_for_each_system_this_system_s_is_loaded()
    {
        var folder = Emulator.CopyPlugin(Emulator.Path("Leaning"), "LeaningPlugin");
        var inner = Directory.CreateDirectory(Path.Combine(folder, "runtimes", "any")).FullName;
        File.Move(Path.Combine(folder, Library), Path.Combine(inner, Library));
        File.WriteAllText(Path.Combine(folder, Library), "garbage");
        var (forAll, forEach) = ($"\"runtime\": {{\n          \"{Library}\": {{",
            $"\"runtimeTargets\": {{ \"runtimes/any/{Library}\": {{ \"rid\": \"any\", \"assetType\": \"runtime\",");
        MalformedPlugin.Rewrite(Description, text => text.Replace(forAll, forEach))(folder);
        var ran = Emulator.Run("plugins", "--plugins", "plugins");
        Assert.AreEqual(0, ran.ExitCode, ran.Error);
        Assert.Contains("leaning", ran.Out);
    }

    // The host has a library of that name; that the plugin has one is enough for it to be taken.
    [TestMethod]
    public void A_library_that_the_host_has_too_is_the_plugin_s_own()
    {
        var folder = Emulator.CopyPlugin(Emulator.Path("Leaning"), "LeaningPlugin");
        File.WriteAllText(Path.Combine(folder, "Superpower.dll"), "garbage");
        Fails(Emulator.Run("plugins", "--plugins", "plugins"), 65,
            "plugin LeaningPlugin was refused: LeaningPlugin.dll can't be loaded: ",
            "Superpower.dll' is invalid; the file is damaged");
    }
}
