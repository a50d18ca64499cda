using System.IO.Compression;
using System.Text;

namespace Emulator.Host.Tests;

[TestClass]
public sealed class BadTraces : HostTest
{
    [TestMethod]
    public void A_missing_file_is_named() => Fails(Emulator.Run("compare", "nowhere.log"), 65,
        "nowhere.log: can't be read (no such file)", "valgrind");

    [TestMethod]
    public void A_folder_is_not_a_trace() => Fails(Emulator.Run("compare", Emulator.Folder), 65, "it is a folder");

    [TestMethod]
    public void An_empty_file_is_not_a_trace() => Fails(Emulator.Run("compare", Emulator.File("t", "")), 65,
        "holds no memory record");

    [TestMethod]
    public void A_malformed_line_is_shown_with_its_number() =>
        Fails(Emulator.Run("compare", Emulator.File("t", " S 10,4\n S 1g,4\n")), 65,
            "t:2: ' S 1g,4' is not a lackey record");

    [TestMethod]
    public void Binary_data_is_called_that()
    {
        File.WriteAllBytes(Path.Combine(Emulator.Folder, "t"), [0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 3]);
        Fails(Emulator.Run("compare", "t"), 65, "t:1: binary data");
    }

    [TestMethod]
    public void A_truncated_gzip_is_noticed_also_at_the_end_of_a_line()
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.NoCompression, leaveOpen: true))
            gzip.Write(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(" S 1000,4\n", 1000))));
        File.WriteAllBytes(Path.Combine(Emulator.Folder, "t.gz"), memory.ToArray()[..^8]);
        Fails(Emulator.Run("compare", "t.gz"), 65, "t.gz:", "ends or breaks here");
    }

    [TestMethod]
    public void An_address_beyond_the_geometry_is_an_error_and_none_where_the_architecture_reaches_it()
    {
        Emulator.File("t", " S 7fffffffffff,2\n");
        Fails(Emulator.Run("compare", "t", "--arch", "x86"), 65,
            "t:1: address 0x800000000000 is beyond x86's user addresses");
        Assert.AreEqual(0, Emulator.Run("compare", "t", "--arch", "arm64-sw").ExitCode);
    }

    [TestMethod]
    [DataRow(" S 20,4", "2 records", "' S 20,4' is run, but its last number may lack digits")]
    [DataRow(" S 2", "1 records", "' S 2' is no whole record and isn't run")]
    public void A_file_that_is_cut_off_within_a_line_is_run_with_a_warning(string last, string records, string said)
    {
        Emulator.File("t", $" S 10,4\n{last}");
        var ran = Emulator.Run("compare", "t");
        Assert.AreEqual(0, ran.ExitCode);
        Assert.Contains(records, ran.Out);
        Assert.AreEqual(
            $"emulator: warning: t: cut off within line 2: {said}; record or copy the file again to have the rest",
            ran.OneError);
    }

    [TestMethod]
    [DataRow("==12== Lackey\n S 10,4\n==13== Exit code:       0\n S 20,4\n==12== Exit code:       0\n", 3)]
    [DataRow("==12== Lackey\n S 10,4\n\0\0\0\0\0 S 20,4\n==13== Exit code:       0\n", 3)]
    public void A_log_of_several_processes_is_refused_by_their_names(string text, int line)
    {
        Emulator.File("t", text);
        Refused(Emulator.Run("compare", "t"), $"t:{line}: a recording of 2 processes (12, 13); expected one, with one "
            + "address space: record again with --log-file=my.%p.log (%p is the process; --trace-children=yes follows "
            + "the programs that it starts) and name one of the files");
    }

    [TestMethod]
    [DataRow("xz", "xz -dc FILE", new byte[] { 0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0, 4 })]
    [DataRow("zstd", "zstd -dc FILE", new byte[] { 0x28, 0xb5, 0x2f, 0xfd, 0x04, 0x58 })]
    [DataRow("bzip2", "bzip2 -dc FILE", new byte[] { 0x42, 0x5a, 0x68, 0x39, 0x31, 0x41, 0x59 })]
    [DataRow("zip", "unzip -p FILE", new byte[] { 0x50, 0x4b, 3, 4, 20, 0 })]
    [DataRow("lz4", "lz4 -dc FILE", new byte[] { 0x04, 0x22, 0x4d, 0x18, 0x64, 0x40 })]
    public void Another_compression_than_gzip_is_named_also_inside_of_gzip(string name, string unpack, byte[] start)
    {
        var said = $"is compressed with {name}; expected plain text, or text that is gzipped once: "
            + $"unpack it ({unpack} > TRACE) or gzip it ({unpack} | gzip > TRACE.gz)";
        File.WriteAllBytes(Path.Combine(Emulator.Folder, "t"), start);
        Refused(Emulator.Run("compare", "t"), $"t: {said}");
        File.WriteAllBytes(Path.Combine(Emulator.Folder, "t.gz"), Gzipped(start));
        Refused(Emulator.Run("compare", "t.gz"), $"t.gz: {said}");
    }

    [TestMethod]
    public void A_trace_that_is_gzipped_twice_is_called_that()
    {
        File.WriteAllBytes(Path.Combine(Emulator.Folder, "t"), Gzipped(Gzipped(" S 10,4\n")));
        Fails(Emulator.Run("compare", "t"), 65,
            "t: is compressed with gzip; expected plain text, or text that is gzipped");
    }

    // One line, whole, and nothing else.
    private static void Refused(Ran ran, string says)
    {
        Fails(ran, 65);
        Assert.AreEqual(($"emulator: {says}", ""), (ran.OneError, ran.Out));
    }

    [TestMethod]
    public void Superblocks_tabs_0x_and_trailing_blanks_are_taken() => Assert.Contains("2 records",
        Emulator.Run("compare", Emulator.File(
            "t", "==12== Lackey\nSB 04013170\nI\t0x4013170,4 \n S\t10,4\t\n**12** said\n")).Out);

    [TestMethod]
    public void A_file_that_cannot_be_written_is_named()
    {
        Emulator.File("t", " S 10,4\n");
        Fails(Emulator.Run("compare", "t", "--pages-out", "no/such/folder"), 65,
            "--pages-out no/such/folder: can't be written");
    }

    [TestMethod]
    [DataRow(" S ffffffffffffffff,8", "0xffffffffffffffff")]
    [DataRow(" S 800000000001,8", "0x800000000001")]
    public void An_address_that_is_itself_beyond_is_named_as_it_stands(string line, string named) =>
        Fails(Emulator.Run("compare", Emulator.File("t", line + "\n"), "--arch", "x86"), 65,
            $"t:1: address {named} is beyond x86's user addresses");

    [TestMethod]
    public void A_byte_order_mark_at_the_start_is_passed_over()
    {
        File.WriteAllBytes(Path.Combine(Emulator.Folder, "t"), [0xef, 0xbb, 0xbf, .. " S 10,4\n"u8]);
        Assert.AreEqual(0, Emulator.Run("compare", "t").ExitCode);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("\0\0\0")]
    public void Gzipped_parts_one_after_another_are_one_trace(string padding)
    {
        File.WriteAllBytes(Path.Combine(Emulator.Folder, "t.gz"),
            [.. Gzipped(" S 10,4\n"), .. Gzipped(" S 2000,4\n"), .. Encoding.ASCII.GetBytes(padding)]);
        Assert.Contains("2 records", Emulator.Run("compare", "t.gz").Out);
    }

    [TestMethod]
    [DataRow("x")]
    [DataRow(" S 20,4\n")]
    [DataRow("\u001f")]
    public void What_follows_a_gzipped_trace_is_an_error(string junk)
    {
        File.WriteAllBytes(Path.Combine(Emulator.Folder, "t.gz"),
            [.. Gzipped(" S 10,4\n"), .. Encoding.ASCII.GetBytes(junk)]);
        Fails(Emulator.Run("compare", "t.gz"), 65, "t.gz:2: ", "what follows the compressed data isn't gzip");
    }

    private static byte[] Gzipped(string text) => Gzipped(Encoding.ASCII.GetBytes(text));

    private static byte[] Gzipped(byte[] data)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Optimal))
            gzip.Write(data);
        return memory.ToArray();
    }

    [TestMethod]
    [DataRow("t")]
    [DataRow("link")]
    [DataRow("here/t")]
    public void The_trace_is_not_written_over(string pages)
    {
        Emulator.File("t", " S 10,4\n");
        File.CreateSymbolicLink(Path.Combine(Emulator.Folder, "link"), "t");
        Directory.CreateSymbolicLink(Path.Combine(Emulator.Folder, "here"), ".");
        Fails(Emulator.Run("compare", "t", "--pages-out", pages), 64, $"--pages-out {pages}: is the trace itself");
        Assert.AreEqual(" S 10,4\n", File.ReadAllText(Path.Combine(Emulator.Folder, "t")));
        File.Delete(Path.Combine(Emulator.Folder, "here"));
    }

    [TestMethod]
    public void Another_name_of_the_trace_becomes_a_file_of_its_own()
    {
        Emulator.File("t", " S 10,4\n");
        Assert.AreEqual(0, Emulator.Shell("ln t other; $EMULATOR compare t --arch x86 --pages-out other").ExitCode);
        Assert.AreEqual(" S 10,4\n", File.ReadAllText(Path.Combine(Emulator.Folder, "t")));
        Assert.StartsWith("{", File.ReadAllText(Path.Combine(Emulator.Folder, "other")));
    }
}
