using System.Security.Cryptography;
using System.Text.Json;

namespace Emulator.Host.Tests;

/// <summary><c>plugins.lock.json</c>: what isn't as it was locked doesn't run.</summary>
[TestClass]
public sealed class Trust : HostTest
{
    private static readonly string Soft = Emulator.Plugin("SoftDirty");

    private string Plugins => Path.Combine(Emulator.Folder, "plugins");

    private string LockFile => Path.Combine(Emulator.Folder, "plugins.lock.json");

    private void Lock()
    {
        var ran = Emulator.Run("plugins", "lock", "--plugins", Plugins);
        Assert.AreEqual(0, ran.ExitCode, ran.Error);
    }

    private string Locked()
    {
        Emulator.CopyPlugin(Emulator.Plugin("Arm64"), "Arm64");
        var folder = Emulator.CopyPlugin(Soft, "SoftDirty");
        Lock();
        return folder;
    }

    private void Refused(params string[] says)
    {
        var ran = Emulator.Run("plugins", "--plugins", Plugins);
        Fails(ran, 65, ["plugin SoftDirty was refused: it isn't as plugins.lock.json has it: ", .. says,
            "run 'emulator plugins lock' again"]);
        Assert.Contains("arm64-dbm", ran.Out, "the other plugin is loaded");
        Fails(Emulator.Run("access", "--batch", "-", "--plugins", Plugins, "--arch", "soft-dirty"), 65,
            "no architecture named soft-dirty", says[0]);
    }

    [TestMethod]
    public void A_lock_has_the_hash_of_every_file_sorted()
    {
        Directory.CreateDirectory(Path.Combine(Emulator.CopyPlugin(Soft, "SoftDirty"), "more"));
        File.WriteAllText(Path.Combine(Plugins, "SoftDirty", "more", "b.txt"), "b");
        Emulator.CopyPlugin(Emulator.Plugin("Arm64"), "Arm64");
        Lock();
        using var document = JsonDocument.Parse(File.ReadAllText(LockFile));
        var plugins = document.RootElement.GetProperty("plugins").EnumerateArray().ToList();
        Assert.AreSequenceEqual(new[] { "Arm64", "SoftDirty" },
            plugins.Select(p => p.GetProperty("name").GetString()!));
        Assert.AreEqual("0.1.0", plugins[1].GetProperty("version").GetString());
        var files = plugins[1].GetProperty("files").EnumerateObject().ToList();
        Assert.AreSequenceEqual(new[] { "SoftDirty.deps.json", "SoftDirty.dll", "SoftDirty.pdb",
            "SoftDirty.runtimeconfig.json", "SoftDirty.xml", "more/b.txt" },
            files.Select(f => f.Name));
        foreach (var file in files)
            Assert.AreEqual(Convert.ToHexStringLower(SHA256.HashData(
                File.ReadAllBytes(Path.Combine(Plugins, "SoftDirty", file.Name)))), file.Value.GetString());
        Assert.AreSequenceEqual(new[] { LockFile }, Directory.GetFiles(Emulator.Folder), "nothing else stays");
    }

    [TestMethod]
    public void The_same_plugins_make_the_same_lock()
    {
        Locked();
        var first = File.ReadAllBytes(LockFile);
        Lock();
        Assert.AreSequenceEqual(first, File.ReadAllBytes(LockFile));
    }

    [TestMethod]
    public void What_is_locked_runs_in_every_verb()
    {
        Locked();
        Emulator.File("t", " S 10,4\n");
        Emulator.File("a.scenario",
            "scenario a\npage A : writable dirty\nthread c { store A }\nassert no_lost_write\n");
        string[] verbs = ["plugins", "compare t", "run t --arch soft-dirty", "stress --seconds 1 --arch soft-dirty",
            "explore a.scenario", "scenario check a.scenario",
            "access --arch soft-dirty --batch -", "pass clean --arch soft-dirty --batch -"];
        foreach (var verb in verbs)
        {
            var ran = Emulator.Run([.. verb.Split(' '), "--plugins", Plugins, "--locked"]);
            Assert.AreEqual(0, ran.ExitCode, verb + ran.Error);
            Assert.AreEqual("", ran.Error, verb);
        }
    }

    [TestMethod]
    public void A_changed_file()
    {
        var file = Path.Combine(Locked(), "SoftDirty.dll");
        File.WriteAllBytes(file, [.. File.ReadAllBytes(file), 0]);
        Refused("SoftDirty.dll was changed");
    }

    [TestMethod]
    public void A_file_that_is_missing_and_one_that_was_added()
    {
        var folder = Locked();
        File.Move(Path.Combine(folder, "SoftDirty.pdb"), Path.Combine(folder, "Other.pdb"));
        Refused("Other.pdb was added, SoftDirty.pdb is missing");
    }

    [TestMethod]
    public void No_code_of_a_changed_plugin_runs()
    {
        var folder = Emulator.CopyPlugin(Emulator.Path("Throwing"), "ThrowingPlugin");
        Lock();
        File.AppendAllText(Path.Combine(folder, "ThrowingPlugin.deps.json"), " ");
        Fails(Emulator.Run("plugins", "--plugins", Plugins), 65, "ThrowingPlugin.deps.json was changed");
    }

    [TestMethod]
    public void A_change_that_is_wanted_is_locked_again()
    {
        File.Delete(Path.Combine(Locked(), "SoftDirty.pdb"));
        Lock();
        Assert.AreEqual(0, Emulator.Run("plugins", "--plugins", Plugins, "--locked").ExitCode);
    }

    [TestMethod]
    public void A_plugin_that_is_in_no_lock_runs_unless_only_locked_ones_may()
    {
        Locked();
        Emulator.CopyPlugin(Emulator.Plugin("X86"), "X86");
        Assert.AreEqual(0, Emulator.Run("plugins", "--plugins", Plugins).ExitCode);
        Fails(Emulator.Run("plugins", "--plugins", Plugins, "--locked"), 65,
            "plugin X86 was refused: it isn't in plugins.lock.json");
        Emulator.Environment["EMULATOR__Locked"] = "true";
        Fails(Emulator.Run("plugins", "--plugins", Plugins), 65, "plugin X86 was refused");
        Emulator.Environment["EMULATOR__Locked"] = "false";
        Emulator.File("emulator.json", """{"Locked": true}""");
        Assert.AreEqual(0, Emulator.Run("plugins", "--plugins", Plugins).ExitCode);
    }

    [TestMethod]
    public void A_locked_plugin_that_is_gone()
    {
        Directory.Delete(Locked(), recursive: true);
        Fails(Emulator.Run("plugins", "--plugins", Plugins, "--locked"), 65,
            "plugin SoftDirty was refused: it is in plugins.lock.json and in no plugin folder");
    }

    [TestMethod]
    public void Only_locked_ones_may_run_and_there_is_no_lock()
    {
        Fails(Emulator.Run("compare", "--locked"), 65, "plugins.lock.json is missing",
            "--locked (from the command line)", "write it with 'emulator plugins lock'");
        Emulator.File("emulator.json", """{"Locked": true}""");
        Fails(Emulator.Run("explore"), 65, "--locked (from emulator.json)");
    }

    [TestMethod]
    [DataRow("", "plugins.lock.json, line 1: isn't JSON")]
    [DataRow("{\n\"lockVersion\": 1,\n\"plugins\": [}", "plugins.lock.json, line 3: isn't JSON")]
    [DataRow("[]", "is an array; expected an object with lockVersion, plugins")]
    [DataRow("null", "is null; expected an object")]
    [DataRow("""{"plugins":[]}""", "lacks lockVersion")]
    [DataRow("""{"lockVersion":2,"plugins":[]}""", "lockVersion: is 2; expected 1")]
    [DataRow("""{"lockVersion":"1","plugins":[]}""", "lockVersion: is \"1\"; expected 1")]
    [DataRow("""{"lockVersion":1,"plugins":{}}""", "plugins: is an object; expected an array")]
    [DataRow("""{"lockVersion":1,"plugins":[],"more":1}""", "has an unknown property more")]
    [DataRow("""{"lockVersion":1,"plugins":[3]}""", "plugins[0]: is 3; expected an object with name, version, files")]
    public void A_broken_lock_is_one_error_that_says_where(string json, string says)
    {
        Emulator.File("plugins.lock.json", json);
        Fails(Emulator.Run("plugins"), 65, "plugins.lock.json", says,
            "; put the file back, or write it again with 'emulator plugins lock'");
    }

    [TestMethod]
    [DataRow("""{"name":"A","version":"1"}""", "plugins[0]: lacks files")]
    [DataRow("""{"name":"A","version":"1","files":{},"by":"me"}""", "plugins[0]: has an unknown property by")]
    [DataRow("""{"name":"","version":"1","files":{}}""", "plugins[0].name: is empty")]
    [DataRow("""{"name":"A","version":1,"files":{}}""", "plugins[0].version: is 1; expected a text")]
    [DataRow("""{"name":"A","version":"1","files":[]}""", "plugins[0].files: is an array")]
    [DataRow("""{"name":"A","version":"1","files":{"A.dll":"12"}}""",
        "plugins[0].files['A.dll']: is \"12\"; expected a SHA-256 of 64")]
    [DataRow("""{"name":"A","version":"1","files":{"A.dll":null}}""",
        "plugins[0].files['A.dll']: is null; expected a SHA-256")]
    [DataRow("""{"name":"A","version":"1","files":{"../A.dll":""}}""",
        "has the path '../A.dll'; expected one in the plugin's folder")]
    [DataRow("""{"name":"A","version":"1","files":{}},{"name":"A","version":"1","files":{}}""",
        "has 2 plugins named A")]
    [DataRow("""{"name":"A","name":"B","version":"1","files":{}}""", "isn't JSON")]
    public void A_broken_plugin_of_a_lock_is_one_error_that_says_where(string plugins, string says) =>
        A_broken_lock_is_one_error_that_says_where($$"""{"lockVersion":1,"plugins":[{{plugins}}]}""", says);

    [TestMethod]
    public void A_lock_that_is_too_large_or_a_folder()
    {
        Emulator.File("plugins.lock.json", new string(' ', (16 << 20) + 1));
        Fails(Emulator.Run("compare"), 65, "plugins.lock.json: has 16,777,217 bytes; expected at most 16,777,216");
        File.Delete(LockFile);
        Directory.CreateDirectory(LockFile);
        Fails(Emulator.Run("compare"), 65, "plugins.lock.json: is a folder; expected a file");
        Fails(Emulator.Run("plugins", "lock"), 65, "plugins.lock.json can't be written");
    }

    [TestMethod]
    public void A_broken_lock_does_not_keep_a_new_one_from_being_written()
    {
        Emulator.File("plugins.lock.json", "{");
        Locked();
        Assert.AreEqual(0, Emulator.Run("plugins", "--plugins", Plugins, "--locked").ExitCode);
    }

    [TestMethod]
    public void A_plugin_that_could_not_be_loaded_is_not_locked_and_the_lock_stays_as_it_was()
    {
        Emulator.File("plugins.lock.json", "of an earlier run");
        Emulator.CopyPlugin(Emulator.Plugin("Arm64"), "Arm64");
        File.WriteAllText(Path.Combine(Emulator.CopyPlugin(Soft, "SoftDirty"), "SoftDirty.dll"), "garbage");
        Fails(Emulator.Run("plugins", "lock", "--plugins", Plugins), 65,
            "plugin SoftDirty can't be locked: SoftDirty.dll isn't a whole .NET assembly");
        Assert.AreEqual("of an earlier run", File.ReadAllText(LockFile));
    }

    [TestMethod]
    public void Two_plugins_of_one_name_are_not_locked()
    {
        Emulator.CopyPlugin(Soft, "SoftDirty");
        Fails(Emulator.Run("plugins", "lock", "--plugins", $"{Plugins},{Soft}"), 65, "2 plugins are named SoftDirty");
    }
}
