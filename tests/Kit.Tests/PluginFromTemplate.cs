namespace Emulator.Kit.Tests;

/// <summary>A plugin made of the template: it builds, obeys every law, loads and runs at once; and what is broken in it
/// is seen.</summary>
[TestClass]
public sealed class PluginFromTemplate
{
    private static string New(string name)
    {
        Kit.Succeed(Kit.Folder, $"dotnet new emulator-plugin -n {name} --packages $PACKAGES");
        return Path.Combine(Kit.Folder, name);
    }

    [TestMethod]
    public void A_new_plugin_obeys_every_law_and_is_explored_until_a_law_is_broken()
    {
        var plugin = New("Acme");

        var laws = Kit.Succeed(plugin, "dotnet test");
        Assert.Contains("failed: 0", laws);
        CollectionAssert.IsSubsetOf(new[] { "Acme.dll", "Acme.deps.json" }, Files(plugin));
        Assert.DoesNotContain("Emulator.Abstractions.dll", Files(plugin));

        var loaded = Kit.Succeed(plugin, "emulator plugins --plugins plugins");
        Assert.MatchesRegex(@"(?m)^acme +Acme +0\.1\.0 +fault handler", loaded);
        Assert.Contains("every expectation is met.", Kit.Succeed(plugin,
            "emulator explore --plugins plugins --arch acme"));
        Assert.Contains("No page missed", Kit.Succeed(plugin, "emulator compare --plugins plugins"));
        Kit.Succeed(plugin, "emulator verify --plugins plugins");

        var source = Path.Combine(plugin, "Acme", "AcmePte.cs");
        var text = File.ReadAllText(source);
        const string Sound = "Derived(pte.Clear(1UL << SwWrite))",
            Broken = "Derived(pte.Clear(1UL << SwWrite | 1UL << SwDirty))";
        Assert.Contains(Sound, text);
        File.WriteAllText(source, text.Replace(Sound, Broken));
        var broken = Kit.Run(plugin, "dotnet test");
        Assert.AreNotEqual(0, broken.ExitCode);
        Assert.Contains("failed L1 for all entries: write-protecting keeps dirtiness", broken.Text);
        Assert.Contains("L1 is broken by 0x10 (DIRTY)", broken.Text);
        Assert.Contains("failed: 4", broken.Text, "proved and tried; X3 and X6 show what it loses; no other law");
        var verified = Kit.Run(plugin, "emulator verify --plugins plugins");
        Assert.AreEqual(1, verified.ExitCode, verified.Text);
        Assert.Contains("L1", verified.Text);
    }

    [TestMethod]
    public void A_name_that_is_no_identifier_becomes_one()
    {
        var plugin = New("9My.Arch-x");
        Assert.Contains("public sealed class _9MyArchx() : "
            + "Architecture<_9MyArchxPte, _9MyArchxDirty, _9MyArchxTlb>(\"9my-arch-x\");",
            File.ReadAllText(Path.Combine(plugin, "_9MyArchx", "_9MyArchx.cs")));
        Assert.IsTrue(File.Exists(Path.Combine(plugin, "_9MyArchx.slnx")));
    }

    private static List<string> Files(string plugin) => [.. Directory.GetFiles(Path.Combine(plugin, "plugins", "Acme"))
        .Select(f => Path.GetFileName(f)!)];
}
