namespace Emulator.Host.Tests;

/// <summary>The JSON lines of <c>access</c> and <c>pass</c>.</summary>
[TestClass]
public sealed class Batches : HostTest
{
    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private Ran Access(string architecture, params string[] lines) =>
        Emulator.Run(["access", "--arch", architecture, "--batch", "-"], string.Join('\n', lines));

    private Ran Pass(string kind, params string[] lines) =>
        Emulator.Run(["pass", kind, "--arch", "x86", "--batch", Emulator.File("batch", string.Join('\n', lines))]);

    [TestMethod]
    public void An_access_is_a_line_and_its_answer_another() => Assert.AreEqual(
        """{"result":"fault","pte":"0x1005"}""" + "\n",
        Access("x86", """{"pte":"0x1005","access":"write","user":false}""").Out);

    [TestMethod]
    [DataRow("x86", "write", "0x1007", "ok", "0x1067")]
    [DataRow("arm64-dbm", "write", "0x80000000004c3", "ok", "0x8000000000443")]
    [DataRow("arm64-sw", "read", "0x43", "fault", "0x43")]
    [DataRow("loongarch", "read", "0x9f", "ok", "0x9f")]
    [DataRow("loongarch-ptw", "write", "0x18c", "ok", "0x18f")]
    [DataRow("mips", "write", "0x407", "fault", "0x407")]
    [DataRow("ppc-radix", "write", "0xc000000000000006", "ok", "0xc000000000000186")]
    [DataRow("arm64-af", "read", "0x43", "ok", "0x443")]
    [DataRow("riscv-svadu", "write", "0x17", "ok", "0xd7")]
    [DataRow("riscv-svade", "write", "0x57", "fault", "0x57")]
    [DataRow("s390", "write", "0x1235", "fault", "0x1235")]
    [DataRow("soft-dirty", "write", "0x1d", "fault", "0x1d")]
    public void An_access_answers_with_the_entry_in_memory(string architecture, string access, string pte,
        string result, string after) => Assert.AreEqual($$"""{"result":"{{result}}","pte":"{{after}}"}""" + "\n",
        Access(architecture, $$"""{"pte":"{{pte}}","access":"{{access}}","user":true}""").Out);

    // The entry is loaded by a read and then emptied in memory: a cached one that is dirty suffices for the store.
    [TestMethod]
    [DataRow("0x1027", "", "fault")]
    [DataRow("0x1067", "", "ok")]
    [DataRow("0x1067", ""","flush":true""", "fault")]
    public void An_access_goes_by_what_was_loaded_before(string pte, string flush, string result)
    {
        var access = $$""" "pte":"{{pte}}","access":"write","user":true """;
        const string Before = """ "prime":{"access":"read","user":true},"new":"0x0" """;
        Assert.AreEqual($$"""{"result":"{{result}}","pte":"0x0"}""" + "\n",
            Access("x86", $"{{{access},{Before}{flush}}}").Out);
    }

    [TestMethod]
    [DataRow("nonsense", "not JSON")]
    [DataRow("[]", "expected a JSON object")]
    [DataRow("""{"access":"read","user":true}""", "field 'pte' is missing")]
    [DataRow("""{"pte":1,"access":"read","user":true}""", "field 'pte': expected a string")]
    [DataRow("""{"pte":"0x","access":"read","user":true}""", "field 'pte': expected a string")]
    [DataRow("""{"pte":"0x12345678123456781","access":"read","user":true}""", "field 'pte': expected a string")]
    [DataRow("""{"pte":"0x1","access":"peek","user":true}""",
        "field 'access': expected \"read\" or \"write\" or \"exec\"")]
    [DataRow("""{"pte":"0x1","access":"read","user":"yes"}""", "field 'user': expected true or false")]
    [DataRow("""{"pte":"0x1","access":"read","user":true,"flash":true}""", "unknown field 'flash'")]
    [DataRow("""{"pte":"0x1","access":"read","user":true,"prime":{"access":"read"}}""",
        "field 'prime.user' is missing")]
    [DataRow("""{"pte":"0x1","pte":"0x2","access":"read","user":true}""", "not JSON")]
    public void A_wrong_line_is_named_and_the_others_are_answered(string line, string says)
    {
        const string Right = """{"pte":"0x1007","access":"read","user":true}""";
        var ran = Access("x86", Right, line, "", Right);
        Fails(ran, 65, "standard input:2: ", says);
        Assert.HasCount(2, Lines(ran.Out));
    }

    private const string Call = """{"ptes":["0x1067","0x2027","0x3067"],"vm_pgoff":10,"first_index":0,"nr":100"""
        + ""","bitmap_pgoff":8,"start":0,"end":0,"flags":["shared","write","io"]}""";

    [TestMethod]
    public void A_clean_pass_says_what_apply_as_clean_gives_back() => Assert.AreEqual(
        """{"ptes":["0x1027","0x2027","0x3027"],"total":2,"bitmap":[2,4],"start":2,"end":5"""
            + ""","flush":{"start":10,"end":13}}""" + "\n",
        Pass("clean", Call).Out);

    [TestMethod]
    public void A_write_protect_pass_has_no_bitmap() => Assert.AreEqual(
        """{"ptes":["0x400000000001025","0x2025","0x400000000003025"],"total":3"""
            + ""","flush":{"start":10,"end":13}}""" + "\n",
        Pass("wrprotect", Call).Out);

    [TestMethod]
    public void A_pass_that_touches_nothing_owes_no_flush_and_its_window_is_empty() => Assert.AreEqual(
        """{"ptes":["0x1067","0x2027","0x3067"],"total":0,"bitmap":[],"start":1,"end":0,"flush":null}""" + "\n",
        Pass("clean", Call.Replace("\"first_index\":0,\"nr\":100", "\"first_index\":11,\"nr\":1")).Out);

    [TestMethod]
    public void A_bitmap_too_small_is_that_line_s_error()
    {
        var ran = Pass("clean", Call.Replace("\"start\"", "\"bitmap_bits\":4,\"start\""),
            Call.Replace("\"bitmap_pgoff\":8", "\"bitmap_pgoff\":11"), Call);
        Assert.AreEqual(65, ran.ExitCode);
        Assert.HasCount(1, Lines(ran.Out));
        Assert.Contains("batch:1: page offset 12 is beyond the bitmap of 4 bits from 8; at least 5 bits are needed",
            ran.Error);
        Assert.Contains("batch:2: page offset 10 is below bitmap_pgoff 11", ran.Error);
    }

    [TestMethod]
    public void As_posted_a_mapping_that_is_not_a_device_s_is_left_alone_with_a_warning()
    {
        var ran = Pass("wrprotect", Call.Replace(",\"io\"", ""));
        Assert.AreEqual(0, ran.ExitCode);
        Assert.Contains("\"total\":0", ran.Out);
        Assert.Contains("batch:1: the vma at page offset 10 is not VM_IO", ran.OneError);
    }

    [TestMethod]
    public void A_missing_batch_file_is_named() => Fails(Emulator.Run("access", "--arch", "x86", "--batch", "nowhere"),
        65, "--batch nowhere: can't be read");

    [TestMethod]
    public void A_folder_is_not_a_batch() => Fails(Emulator.Run("access", "--arch", "x86", "--batch", "."), 65,
        "--batch .: can't be read: it is a folder");

    [TestMethod]
    public void A_batch_without_a_name_is_a_usage_error() =>
        Fails(Emulator.Run("access", "--arch", "x86", "--batch", ""), 64, "--batch is ''");

    [TestMethod]
    [DataRow("bitmap_pgoff")]
    [DataRow("start")]
    [DataRow("end")]
    public void A_write_protect_pass_asks_for_the_fields_of_a_clean_one(string field) =>
        Fails(Pass("wrprotect", Call.Replace($"\"{field}\"", "\"bitmap_bits\"")), 65,
            $"batch:1: field '{field}' is missing");

    private const string Shared = """ "flags":["shared","write","maywrite","io"] """;

    private Ran Clean(string vmas, ulong nr) => Pass("clean",
        $$"""{"vmas":[{{vmas}}],"first_index":0,"nr":{{nr}},"bitmap_pgoff":0,"start":0,"end":0}""");

    [TestMethod]
    [DataRow("", "field 'vmas': expected one VMA or more")]
    [DataRow("""{"ptes":["0x1067"],"vm_pgoff":0}""", "field 'vmas[0].flags' is missing")]
    [DataRow("""{"ptes":["0x1067"],"vm_pgoff":0,"flags":[],"x":1}""", "unknown field 'vmas[0].x'")]
    [DataRow("""{"ptes":["0x1067"],"vm_pgoff":0,""" + Shared + "},"
        + """{"ptes":["0x1067"],"vm_pgoff":1000000000000000000,""" + Shared + "}",
        "the VMAs span 1000000000000000001 page offsets")]
    public void A_wrong_line_of_several_vmas_is_told(string vmas, string says) =>
        Fails(Clean(vmas, nr: 2_000_000_000_000_000_000), 65, says);

    // Each VMA is walked and flushed by itself, in the order of their page offsets.
    [TestMethod]
    public void Several_vmas_are_one_walk() => Assert.AreEqual(
        """{"vmas":[["0x1027"],["0x1027","0x2027"]],"total":3,"bitmap":[1,2,4],"start":1,"end":5"""
            + ""","flushes":[{"vma":1,"start":1,"end":3},{"vma":0,"start":4,"end":5}]}""" + "\n",
        Clean($$"""
            {"ptes":["0x1067"],"vm_pgoff":4,{{Shared}}}, {"ptes":["0x1067","0x2067"],"vm_pgoff":1,{{Shared}}}
            """, nr: 8).Out);
}
