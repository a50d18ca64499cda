using System.Text.RegularExpressions;

namespace Emulator.Host.Tests;

/// <summary>What the program prints, byte for byte but for times and paths. UPDATE_GOLDEN=1 writes the files anew.</summary>
[TestClass]
public sealed class GoldenTests : HostTest
{
    [TestMethod]
    [DataRow("compare")]
    [DataRow("compare --pass wrprotect --every 5000 --cores 3 --rules as-merged")]
    [DataRow("compare --pass soft-dirty --flush per-pte")]
    [DataRow("plugins")]
    [DataRow("--help")]
    [DataRow("compare --help")]
    public void The_output_is_as_it_was(string arguments)
    {
        var ran = Emulator.RunApart(arguments.Split(' '));
        Assert.AreEqual(0, ran.ExitCode, ran.Error);
        Assert.AreEqual("", ran.Error);
        var printed = Regex.Replace(ran.Out, @"^time \(ms\).*\n", "", RegexOptions.Multiline).Replace(Emulator.Path("Emulator").Replace("tests/Host.Tests/../../", ""), "");
        var path = Path.Combine(Emulator.Path("Golden"), Regex.Replace(arguments, "[^a-z0-9]+", "-").Trim('-') + ".txt");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            File.WriteAllText(path, printed);
        Assert.AreEqual(File.ReadAllText(path), printed);
    }

    [TestMethod]
    public void The_shipped_schema_is_the_one_that_is_generated() =>
        Assert.AreEqual(File.ReadAllText(Path.Combine(Emulator.Path("Repository"), "docs", "emulator.schema.json")), Emulator.Run("config", "schema").Out);
}
