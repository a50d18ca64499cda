using System.IO.Compression;
using System.Text;

namespace Emulator.Host.Tests;

[TestClass]
public sealed class BadTraces : HostTest
{
    [TestMethod]
    public void A_missing_file_is_named() => Fails(Emulator.Run("compare", "nowhere.log"), 65, "nowhere.log: can't be read (no such file)", "valgrind");

    [TestMethod]
    public void A_folder_is_not_a_trace() => Fails(Emulator.Run("compare", Emulator.Folder), 65, "it is a folder");

    [TestMethod]
    public void An_empty_file_is_not_a_trace() => Fails(Emulator.Run("compare", Emulator.File("t", "")), 65, "holds no memory record");

    [TestMethod]
    public void A_malformed_line_is_shown_with_its_number() =>
        Fails(Emulator.Run("compare", Emulator.File("t", " S 10,4\n S 1g,4\n")), 65, "t:2: ' S 1g,4' is not a lackey record");

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
        Fails(Emulator.Run("compare", "t", "--arch", "x86"), 65, "t:1: address 0x800000000000 is beyond x86's user addresses");
        Assert.AreEqual(0, Emulator.Run("compare", "t", "--arch", "arm64-sw").ExitCode);
    }

    [TestMethod]
    public void A_last_line_without_its_end_is_run_with_a_warning()
    {
        var ran = Emulator.Run("compare", Emulator.File("t", " S 10,4\n S 20,4"));
        Assert.AreEqual(0, ran.ExitCode);
        Assert.Contains("the last line has no newline", ran.OneError);
    }

    [TestMethod]
    public void A_file_that_cannot_be_written_is_named()
    {
        Emulator.File("t", " S 10,4\n");
        Fails(Emulator.Run("compare", "t", "--pages-out", "no/such/folder"), 65, "--pages-out no/such/folder: can't be written");
    }

    [TestMethod]
    [DataRow(" S ffffffffffffffff,8", "0xffffffffffffffff")]
    [DataRow(" S 800000000001,8", "0x800000000001")]
    public void An_address_that_is_itself_beyond_is_named_as_it_stands(string line, string named) =>
        Fails(Emulator.Run("compare", Emulator.File("t", line + "\n"), "--arch", "x86"), 65, $"t:1: address {named} is beyond x86's user addresses");

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
        File.WriteAllBytes(Path.Combine(Emulator.Folder, "t.gz"), [.. Gzipped(" S 10,4\n"), .. Gzipped(" S 2000,4\n"), .. Encoding.ASCII.GetBytes(padding)]);
        Assert.Contains("2 records", Emulator.Run("compare", "t.gz").Out);
    }

    [TestMethod]
    [DataRow("x")]
    [DataRow(" S 20,4\n")]
    [DataRow("\u001f")]
    public void What_follows_a_gzipped_trace_is_an_error(string junk)
    {
        File.WriteAllBytes(Path.Combine(Emulator.Folder, "t.gz"), [.. Gzipped(" S 10,4\n"), .. Encoding.ASCII.GetBytes(junk)]);
        Fails(Emulator.Run("compare", "t.gz"), 65, "t.gz:2: ", "what follows the compressed data isn't gzip");
    }

    private static byte[] Gzipped(string text)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Optimal))
            gzip.Write(Encoding.ASCII.GetBytes(text));
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
