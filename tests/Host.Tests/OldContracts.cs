using System.Globalization;
using System.Text.Json;

namespace Emulator.Host.Tests;

/// <summary>A plugin that was built against contract 1.0, before 1.1 came, loads and gives the answers of then:
/// tests/Fixtures/Contract10.</summary>
[TestClass]
public sealed class OldContracts : HostTest
{
    private static string Kept => Path.Combine(Emulator.Path("Repository"), "tests", "Fixtures", "Contract10");

    [TestMethod]
    public void A_plugin_of_contract_1_0_compares_as_it_did()
    {
        var ran = Emulator.Run("compare", "--plugins", Kept);
        Assert.AreEqual(0, ran.ExitCode, ran.Error);
        var lines = ran.Out.Split('\n').Where(l => !l.StartsWith("time (ms)", StringComparison.Ordinal));
        Assert.AreEqual(File.ReadAllText(Path.Combine(Kept, "compare.txt")), string.Join('\n', lines));
    }

    [TestMethod]
    public void Its_verdicts_on_the_2019_thread_are_what_they_were_state_by_state()
    {
        var ran = Emulator.Run("explore", "--plugins", Kept, "--json");
        Assert.AreEqual(0, ran.ExitCode, ran.Error);
        using var document = JsonDocument.Parse(ran.Out);
        var rows = document.RootElement.GetProperty("results").EnumerateArray().Select(Row);
        Assert.AreSequenceEqual(File.ReadAllLines(Path.Combine(Kept, "verdicts.txt")), rows);
    }

    [TestMethod]
    public void It_obeys_the_laws_of_today()
    {
        var ran = Emulator.Run("verify", "--plugins", Kept);
        Assert.AreEqual(0, ran.ExitCode, ran.Out + ran.Error);
        Assert.Contains(" 0 broken", ran.Out);
    }

    private static string Row(JsonElement result)
    {
        var words = new List<string> { Text(result, "scenario") };
        words.AddRange(result.GetProperty("params").EnumerateObject().Select(p => $"{p.Name}={p.Value.GetString()}"));
        words.AddRange([Text(result, "property"), Text(result, "verdict")]);
        words.Add(result.GetProperty("states").GetInt64().ToString(CultureInfo.InvariantCulture));
        return string.Join(' ', words);
    }

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString() ?? "";
}
