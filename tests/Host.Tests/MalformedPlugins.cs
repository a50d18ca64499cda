using Emulator.Host.Tests.Malformed;

namespace Emulator.Host.Tests;

/// <summary>Whatever is wrong with a plugin, it is one line that says what and how to mend it; the others load all the same.</summary>
[TestClass]
public sealed class MalformedPlugins : HostTest
{
    [TestMethod]
    public void Explore()
    {
        foreach (var plugin in BrokenBytes.All)
            plugin.Spoil(Emulator.CopyPlugin(plugin.From, plugin.Name));
        Console.WriteLine(string.Join('\n', BrokenBytes.Places.All.Concat(BrokenBytes.Places.Bodies)));
        var ran = Emulator.Run("plugins", "--plugins", "plugins");
        File.WriteAllText("/tmp/w5out", $"{ran.ExitCode}\n{ran.Out}\n{ran.Error}");
        System.Diagnostics.Process.Start("cp", ["-r", Path.Combine(Emulator.Folder, "plugins"), "/tmp/w5plugins"]).WaitForExit();
    }
}
