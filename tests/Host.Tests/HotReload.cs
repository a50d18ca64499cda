using System.Text;
using System.Text.Json;

namespace Emulator.Host.Tests;

/// <summary><c>explore --watch</c>: what is rebuilt is picked up however it gets there, and what is broken leaves the
/// old one running.</summary>
[TestClass]
public sealed class HotReload : HostTest
{
    private const string Scenario = """
        scenario small
        page A : writable dirty
        thread cpu0 { forever { store A } }
        thread driver { apply_as_clean(A) act_recorded() }
        assert no_lost_write
        """;

    private static readonly string Soft = Emulator.Plugin("SoftDirty");

    private string Plugin => Path.Combine(Emulator.Folder, "plugins", "SoftDirty");

    private string Dll => Path.Combine(Plugin, "SoftDirty.dll");

    private Watched Watch(string more = "")
    {
        Emulator.CopyPlugin(Soft, "SoftDirty");
        Emulator.File("small.scenario", Scenario);
        return new Watched(Emulator, "explore small.scenario --plugins plugins --watch" + more).Begun();
    }

    // As another build would: the same plugin under another name.
    private static byte[] Rebuilt(string dll)
    {
        var bytes = File.ReadAllBytes(dll);
        Encoding.Unicode.GetBytes("soft-dirtz").CopyTo(bytes,
            bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes("soft-dirty")));
        return bytes;
    }

    private void Swap(Action<string> change)
    {
        var (next, old) = (Path.Combine(Emulator.Folder, "next"), Path.Combine(Emulator.Folder, "old"));
        Directory.CreateDirectory(next);
        foreach (var file in Directory.GetFiles(Plugin))
            File.Copy(file, Path.Combine(next, Path.GetFileName(file)));
        change(next);
        Directory.Move(Plugin, old);
        Directory.Move(next, Plugin);
    }

    private void Replace(string way)
    {
        switch (way)
        {
            case "in place":
                File.WriteAllBytes(Dll, Rebuilt(Dll));
                break;
            case "by a rename":
                File.WriteAllBytes(Dll + ".new", Rebuilt(Dll));
                File.Move(Dll + ".new", Dll, overwrite: true);
                break;
            case "by a rename that keeps the time":
                var time = File.GetLastWriteTimeUtc(Dll);
                File.WriteAllBytes(Path.Combine(Emulator.Folder, "new"), Rebuilt(Dll));
                File.SetLastWriteTimeUtc(Path.Combine(Emulator.Folder, "new"), time);
                File.Move(Path.Combine(Emulator.Folder, "new"), Dll, overwrite: true);
                break;
            default:
                Swap(next => File.WriteAllBytes(Path.Combine(next, "SoftDirty.dll"), Rebuilt(Dll)));
                break;
        }
    }

    [TestMethod]
    [DataRow("in place")]
    [DataRow("by a rename")]
    [DataRow("by a rename that keeps the time")]
    [DataRow("by a swap of the folder")]
    public void A_plugin_that_is_replaced_is_picked_up(string way)
    {
        using var watched = Watch();
        Assert.DoesNotContain("soft-dirtz", watched.Out);
        Replace(way);
        watched.Prints("--- plugin SoftDirty has changed ---");
        watched.Prints("soft-dirtz");
        Assert.AreEqual(130, watched.Stop("INT"));
        Assert.DoesNotContain("refused", watched.Error);
    }

    [TestMethod]
    public void A_plugin_folder_that_appears_is_picked_up_and_one_that_goes_is_let_go()
    {
        using var watched = Watch();
        Emulator.CopyPlugin(Emulator.Plugin("X86"), "X86");
        watched.Prints("--- plugin X86 is new ---");
        watched.Prints("x86");
        Directory.Delete(Plugin, recursive: true);
        watched.Prints("--- plugin SoftDirty is gone ---");
        watched.Prints("x86");
    }

    [TestMethod]
    [DataRow("truncated", "SoftDirty.dll isn't a whole .NET assembly")]
    [DataRow("without a dependency", "SoftDirty.dll needs Other.dll")]
    [DataRow("of another contract", "is built for contract 2.0, this host has 1.1")]
    [DataRow("without its DLL", "the folder holds no DLL")]
    public void A_broken_build_leaves_the_old_one_running(string build, string says)
    {
        using var watched = Watch();
        switch (build)
        {
            case "truncated":
                File.WriteAllBytes(Dll, File.ReadAllBytes(Dll)[..4000]);
                break;
            case "without a dependency":
                var description = Path.ChangeExtension(Dll, ".deps.json");
                File.WriteAllText(description, File.ReadAllText(description)
                    .Replace("\"SoftDirty.dll\": {}", "\"SoftDirty.dll\": {}, \"Other.dll\": {}",
                    StringComparison.Ordinal));
                break;
            case "of another contract":
                PluginFolders.SetContractVersion(Dll, 2, 0);
                break;
            default:
                File.Delete(Dll);
                break;
        }
        watched.Says("plugin SoftDirty was refused, and the one loaded before goes on: ");
        Assert.Contains(says, watched.Error);
        Emulator.File("small.scenario", Scenario + "\n# changed\n");
        watched.Prints("--- small.scenario has changed ---");
        watched.Prints("soft-dirty");
        File.WriteAllBytes(Dll, Rebuilt(Path.Combine(Soft, "SoftDirty.dll")));
        File.Copy(Path.Combine(Soft, "SoftDirty.deps.json"), Path.ChangeExtension(Dll, ".deps.json"), overwrite: true);
        watched.Prints("--- plugin SoftDirty has changed ---");
        watched.Prints("soft-dirtz");
        Assert.HasCount(2, watched.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), watched.Error);
    }

    [TestMethod]
    public void A_scenario_that_is_wrong_for_a_while_is_told_and_explored_when_it_is_mended()
    {
        using var watched = Watch();
        Emulator.File("small.scenario", Scenario.Replace("act_recorded", "act_recorder", StringComparison.Ordinal));
        watched.Prints("--- small.scenario has changed ---");
        watched.Says("act_recorder");
        Emulator.File("small.scenario", Scenario.Replace("scenario small", "scenario mended",
            StringComparison.Ordinal));
        watched.Prints("--- small.scenario has changed ---");
        watched.Prints("mended");
    }

    [TestMethod]
    [DataRow("INT", 130)]
    [DataRow("TERM", 143)]
    public void A_signal_ends_it(string signal, int exitCode)
    {
        using var watched = Watch();
        Assert.AreEqual(exitCode, watched.Stop(signal));
        Assert.Contains("1 scenario,", watched.Out);
        Assert.HasCount(1, watched.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), watched.Error);
    }

    [TestMethod]
    public void As_JSON_standard_output_holds_documents_alone()
    {
        using var watched = Watch(" --json");
        Replace("in place");
        watched.Says("--- plugin SoftDirty has changed ---");
        watched.Prints("soft-dirtz");
        Assert.AreEqual(130, watched.Stop("INT"));
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(watched.Out),
            new JsonReaderOptions { AllowMultipleValues = true });
        var documents = 0;
        for (; reader.Read(); documents++)
            reader.Skip();
        Assert.AreEqual(2, documents);
    }

    [TestMethod]
    public void A_rebuilt_plugin_that_is_locked_is_refused_until_it_is_locked_again()
    {
        Emulator.CopyPlugin(Soft, "SoftDirty");
        Assert.AreEqual(0, Emulator.Run("plugins", "lock", "--plugins", "plugins").ExitCode);
        Directory.Delete(Plugin, recursive: true);
        using var watched = Watch(" --locked");
        Replace("in place");
        watched.Says("goes on: it isn't as plugins.lock.json has it: SoftDirty.dll was changed");
        Assert.AreEqual(0, Emulator.Run("plugins", "lock", "--plugins", "plugins").ExitCode);
        watched.Prints("--- plugin SoftDirty has changed ---");
        watched.Prints("soft-dirtz");
    }
}
