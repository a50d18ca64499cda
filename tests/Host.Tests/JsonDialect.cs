using System.Text.Json;
using System.Text.RegularExpressions;

namespace Emulator.Host.Tests;

/// <summary>Every document is of one dialect: it begins with its version, and names are in camel case.</summary>
[TestClass]
public sealed partial class JsonDialect : HostTest
{
    private const string Scenario = """
        scenario lost "One store that nobody looks for"
        page A : writable dirty
        thread cpu0 { store A }
        assert no_lost_write
        expect no_lost_write holds
        """;

    [TestMethod]
    [DataRow("compare t --arch x86 --json", 1)]
    [DataRow("run t --arch x86 --json", 1)]
    [DataRow("stress --seconds 1 --arch soft-dirty --json", 1)]
    [DataRow("plugins --json", 1)]
    [DataRow("config --json", 1)]
    [DataRow("verify x86 --law L1 --json", 1)]
    [DataRow("explore s.scenario --arch x86 --json", 2)]
    [DataRow("museum R17 --json", 2)]
    public void A_document_begins_with_its_version_and_names_its_members_in_camel_case(string arguments, int version)
    {
        Emulator.File("t", " S 10,4\n");
        Emulator.File("s.scenario", Scenario);
        var ran = Emulator.Run(arguments.Split(' '));
        Assert.AreEqual(0, ran.ExitCode, ran.Error);
        using var document = JsonDocument.Parse(ran.Out);
        var first = document.RootElement.EnumerateObject().First();
        Assert.AreEqual(("schemaVersion", version), (first.Name, first.Value.GetInt32()));
        // a setting's key and a state's part are names of ours that stand in their place as they are
        foreach (var name in Names(document.RootElement).Where(_ => arguments is not "config --json"))
            Assert.MatchesRegex(CamelCase(), name);
    }

    [TestMethod]
    [DataRow("access --arch x86 --batch b", """{"pte":"0x42","access":"read","user":true}""", "result pte")]
    [DataRow("pass wrprotect --arch x86 --batch b", """
        {"ptes":["0x67"],"vm_pgoff":0,"first_index":0,"nr":1,"flags":["shared"],"bitmap_pgoff":0,"start":1,"end":0}
        """, "ptes total flush")]
    public void Lines_have_no_version(string arguments, string line, string members)
    {
        Emulator.File("b", line.Trim());
        var ran = Emulator.Run(arguments.Split(' '));
        Assert.AreEqual(0, ran.ExitCode, ran.Error);
        using var answer = JsonDocument.Parse(ran.Out);
        Assert.AreEqual(members, string.Join(' ', answer.RootElement.EnumerateObject().Select(m => m.Name)));
    }

    private static IEnumerable<string> Names(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().Where(m => m.Name != "state")
            .SelectMany(m => Names(m.Value).Prepend(m.Name)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Names),
        _ => [],
    };

    [GeneratedRegex("^[a-z][a-zA-Z]*$")]
    private static partial Regex CamelCase();
}
