using System.Text;
using Emulator.Engine.Cpu;
using Emulator.Engine.Passes;
using Emulator.Engine.Recordings;
using Emulator.Engine.Workloads;

namespace Emulator.Engine.Tests;

/// <summary>Traces are read exactly, and what runs record is the trace's own truth.</summary>
[TestClass]
public sealed class TraceTests
{
    private const string AHole = "zeros amid the text, as where a second process opens the same log";

    private static readonly Geometry Wide = new(12, 4, 9, 48);

    public TestContext TestContext { get; set; } = null!;

    private static List<RecordedAccess> Read(string text)
    {
        var reader = new LackeyReader(new MemoryStream(Encoding.UTF8.GetBytes(text)), "t");
        var records = new List<RecordedAccess>();
        while (reader.TryRead(out var record))
            records.Add(record);
        return records;
    }

    private string File(string text)
    {
        var path = Path.Combine(TestContext.TestRunDirectory!, $"{Guid.NewGuid():n}.log");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    [TestMethod]
    public void Every_kind_of_line_is_read_and_valgrind_s_own_are_passed_over() => Assert.AreSequenceEqual(
        new RecordedAccess[]
        {
            new(RecordedKind.Fetch, 0x4001, 3), new(RecordedKind.Load, 0x1ffefff, 8),
            new(RecordedKind.Store, 0x10, 1), new(RecordedKind.Modify, 0xabc, 4),
        },
        Read("==12== Lackey\n==12== \nI  04001,3\n L 1ffefff,8\r\n S 10,1\n\n M ABC,4"));

    [TestMethod]
    [DataRow(" X 10,4")]
    [DataRow(" S 10")]
    [DataRow(" S ,4")]
    [DataRow(" S 10,")]
    [DataRow(" S 10,0")]
    [DataRow(" S 10,99999999999999999999")]
    [DataRow(" S 10,-1")]
    [DataRow(" S 12345678123456781,4")]
    [DataRow("S")]
    [DataRow(" S 10,4 trailing")]
    [DataRow(" S 0x,4")]
    [DataRow(" S 10 4")]
    [DataRow("S10,4")]
    [DataRow("SB")]
    [DataRow("SB xyz")]
    public void A_malformed_line_is_named_with_its_number(string line)
    {
        var e = Assert.ThrowsExactly<RecordingException>(() => Read(" L 10,4\n" + line + "\n L 10,4\n"));
        Assert.StartsWith("t:2: ", e.Message);
        Assert.Contains(line, e.Message);
    }

    [TestMethod]
    [DataRow(" S 0x10,4")]
    [DataRow(" S 0X10,4")]
    [DataRow("\tS\t10,4")]
    [DataRow("S\t0x10\t,\t4\t")]
    [DataRow(" S 10,4  \t ")]
    [DataRow(" S 10,4 \r")]
    [DataRow("   S    00000000000000000000010,4")]
    public void Other_blanks_and_0x_are_taken(string line) => Assert.AreSequenceEqual(
        new RecordedAccess[]
        {
            new(RecordedKind.Load, 1, 1), new(RecordedKind.Store, 0x10, 4), new(RecordedKind.Load, 2, 1),
        },
        Read($" L 1,1\n{line}\n L 2,1\n"));

    [TestMethod]
    [DataRow("SB 04013170")]
    [DataRow("SB 0x4013170 ")]
    [DataRow("--12-- Reading syms from /usr/bin/true")]
    [DataRow("**12** what the program lets valgrind say")]
    [DataRow("==00:00:00:00.284 12== Counted 0 calls to main()")]
    [DataRow(">==12== Lackey")]
    [DataRow("==12== Command: {5000}")]
    public void Superblocks_and_valgrind_s_own_lines_are_passed_over(string line) => Assert.AreSequenceEqual(
        new RecordedAccess[] { new(RecordedKind.Load, 1, 1), new(RecordedKind.Store, 2, 1) },
        Read($"==12== Lackey\n L 1,1\n{line.Replace("{5000}", new('x', 5000))}\n S 2,1\n"));

    [TestMethod]
    [DataRow("==12== \n S 1,1\n==13== \n S 2,1\n--14-- x\n==12== \n", 3, "a recording of 3 processes (12, 13, 14)")]
    [DataRow("==00:00:00:00.001 12== \n**00:00:00:00.002 13** \n", 2, "a recording of 2 processes (12, 13)")]
    [DataRow("==9== \n==8== \n==7== \n==6== \n==5== \n==4== \n==3== \n==2== \n==1== \n", 2,
        "a recording of 9 processes (9, 8, 7, 6, 5, 4, 3, 2, …)")]
    [DataRow("==12== \n S 1,1\n{hole}I  2,1\n==13== \n", 3, "a recording of 2 processes (12, 13)")]
    [DataRow("==12== \n S 1,1\n\0\0\0==13== \n", 3, AHole)]
    [DataRow("==12== \n S 1,1\n{hole}I  2,1\n==12== \n", 3, AHole)]
    public void A_log_of_several_processes_is_refused_by_their_names(string text, int line, string found)
    {
        var e = Assert.ThrowsExactly<RecordingException>(() => Read(text.Replace("{hole}", new('\0', 200_000))));
        Assert.AreEqual($"t:{line}: {found}", e.Message.Split(';')[0]);
        Assert.Contains("--log-file=my.%p.log", e.Message);
    }

    [TestMethod]
    public void A_record_behind_words_of_the_program_without_a_newline_is_read() => Assert.AreSequenceEqual(
        new RecordedAccess[] { new(RecordedKind.Fetch, 0x109218, 3), new(RecordedKind.Store, 0x10, 8) },
        Read("**12** no newlineI  00109218,3\n**12** S 3,x\n==12== Command: x S 10,4\n**12** words S 00000010,8\n"));

    [TestMethod]
    public void A_log_of_one_process_that_names_itself_often_is_read() =>
        Assert.HasCount(2, Read(
            "==12== Lackey\n S 1,1\n--12-- ==13== is what it reads\n S 2,1\n==12== \n==12== Exit code: 0\n"));

    [TestMethod]
    [DataRow(" S 1,1\n S 2,1", 2, "cut off within line 2: ' S 2,1' is run, but its last number may lack digits; ")]
    [DataRow(" S 1,1\n S 2,", 1, "cut off within line 2: ' S 2,' is no whole record and isn't run; ")]
    [DataRow(" S 1,1\n==12== Exi", 1, "cut off within line 2: '==12== Exi' is no whole record and isn't run; ")]
    [DataRow(" S 1,1\n S 2,1\n", 2, null)]
    public void A_file_that_is_cut_off_within_a_line_says_so(string text, int records, string? said)
    {
        var count = 0;
        var cutOff = new Recording(File(text)).Read((_, _) => count++);
        Assert.AreEqual(records, count);
        Assert.AreEqual(said is null ? null : $"{said}record or copy the file again to have the rest", cutOff);
    }

    [TestMethod]
    public void A_format_is_told_by_a_file_s_first_bytes_and_text_is_lackey_s() =>
        Assert.AreEqual("lackey", RecordingFormat.Of("==12== Lackey"u8).Name);

    [TestMethod]
    public void A_gap_of_sixteen_pages_stays_in_the_vma_and_seventeen_start_another()
    {
        var layout = RecordingSurvey.Read(new(File(" S 1000,1\n S 12000,1\n L 24000,1\n")), [Wide]).LayoutOf(Wide);
        Assert.HasCount(2, layout.Vmas);
        Assert.AreEqual((0x1UL, 18UL, 0UL), (layout.Vmas[0].Start.Value, layout.Vmas[0].Length, layout.Vmas[0].Pgoff));
        Assert.AreEqual((0x24UL, 1UL, 18UL), (layout.Vmas[1].Start.Value, layout.Vmas[1].Length, layout.Vmas[1].Pgoff));
    }

    [TestMethod]
    public void An_address_beyond_the_geometry_is_named()
    {
        var survey = RecordingSurvey.Read(new(File(" S ffffffffffff,2\n")), [Wide]);
        Assert.IsTrue(survey.IsBeyond(Wide));
        Assert.Contains(":1: address 0x1000000000000 is beyond wide's", survey.Beyond(Wide, "wide"));
    }

    [TestMethod]
    public void A_trace_is_run_on_the_architectures_that_reach_it_and_folded_on_those_that_do_not()
    {
        var file = new Recording(File(" S 1000,4\n L 8001000,4\n S 1ff0003ff8,4\n S 1ff0003ffc,8\n"));
        var architectures = new[] { Architectures.Named("x86"), new Small() };
        var survey = RecordingSurvey.Read(file, [Wide, SmallPte.Shape]);
        var options = new RunOptions(TrackingRound.Clean, 0, 1, FlushDiscipline.Batched, ApplyRules.AsPosted,
            new(16, 4));
        Assert.AreEqual("has user addresses that end at 0x10000000, and the trace goes to 0x1ff0003ff8",
            new Comparison(file, survey, options).Run(architectures)[1].NotRun);
        var pages = new List<PassRecord>();
        var folded = new Comparison(file, survey, options)
            { FoldsAddresses = true, OnPass = p => pages.Add(p with { Pages = [.. p.Pages] }) };
        foreach (var result in folded.Run(architectures))
            Assert.AreEqual((0UL, 0UL, 3UL), (result.Counts!.Missed, result.Counts.False, result.Counts.Recorded));
        foreach (var pass in pages)
            Assert.AreSequenceEqual(new ulong[] { 1, 0x1ff0003, 0x1ff0004 }, pass.Pages.Select(p => p.Value).ToList(),
                pass.Architecture);
    }

    [TestMethod]
    public void The_passes_record_exactly_the_pages_stored_to_between_them()
    {
        var random = new Random(5);
        var lines = Enumerable.Range(0, 3000).Select(_ => (Kind: "ILSM"[random.Next(4)],
            Address: (ulong)random.Next(0x1000, 0x200000), Size: random.Next(1, 17))).ToList();
        var file = new Recording(File(string.Concat(lines.Select(l =>
            l.Kind == 'I' ? $"I  {l.Address:x8},{l.Size}\n" : $" {l.Kind} {l.Address:x8},{l.Size}\n"))));
        var survey = RecordingSurvey.Read(file, Architectures.Geometries);
        foreach (var round in Enum.GetValues<TrackingRound>())
            foreach (var rules in Enum.GetValues<ApplyRules>())
            {
                var seen = new List<PassRecord>();
                var options = new RunOptions(round, 700, 3, FlushDiscipline.Batched, rules, new TlbShape(16, 4));
                var comparison = new Comparison(file, survey, options)
                    { OnPass = p => seen.Add(p with { Pages = [.. p.Pages] }) };
                var results = comparison.Run(Architectures.All);
                foreach (var result in results.Where(r => r.Counts is not null))
                {
                    ExpectTruth(Truth(lines, 700, ShiftOf(result)), result.Architecture, seen);
                    Assert.AreEqual((0UL, 0UL), (result.Counts!.Missed, result.Counts.False));
                }
                Assert.AreEqual(round == TrackingRound.SoftDirty ? 8 : 0, results.Count(r => r.Counts is null));
            }
    }

    private static int ShiftOf(ComparisonResult result) =>
        Architectures.Geometries[Architectures.All.ToList().FindIndex(a => a.Name == result.Architecture)].PageShift;

    private static void ExpectTruth(List<List<ulong>> truth, string architecture, List<PassRecord> seen)
    {
        var passes = seen.Where(p => p.Architecture == architecture).OrderBy(p => p.Pass).ToList();
        Assert.HasCount(truth.Count, passes);
        for (var i = 0; i < truth.Count; i++)
            Assert.AreSequenceEqual(truth[i], passes[i].Pages.Select(p => p.Value).ToList(),
                $"{architecture} pass {i}");
    }

    [TestMethod]
    public void There_is_a_pass_at_the_end_also_where_every_divides_the_records()
    {
        var file = new Recording(File(" S 1000,4\n S 2000,4\nI  3000,4\n M 4000,4\n L 5000,4\n"));
        var options = new RunOptions(TrackingRound.Clean, 2, 1, FlushDiscipline.Batched, ApplyRules.AsPosted,
            new TlbShape(16, 4));
        var comparison = new Comparison(file, RecordingSurvey.Read(file, Architectures.Geometries), options);
        var counts = comparison.Run([Architectures.Named("x86")])[0].Counts!;
        Assert.AreEqual(3, comparison.Passes);
        Assert.AreEqual((6UL, 3UL, 3UL), (counts.Cores.Accesses - counts.Cores.Absent, counts.Stores, counts.Recorded));
    }

    [TestMethod]
    [DataRow(TrackingRound.Clean)]
    [DataRow(TrackingRound.WriteProtect)]
    public void Without_a_flush_pages_are_missed_unless_it_is_one_with_the_change(TrackingRound round)
    {
        var file = new Recording(File(string.Concat(Enumerable.Repeat(" S 1000,4\n", 10))));
        var options = new RunOptions(round, 5, 1, FlushDiscipline.None, ApplyRules.AsPosted, new TlbShape(16, 4));
        foreach (var result in new Comparison(file, RecordingSurvey.Read(file, Architectures.Geometries), options)
            .Run(Architectures.All))
            Assert.AreEqual(Architectures.FlushesWithTheChange(Architectures.Named(result.Architecture)) ? 0UL : 1,
                result.Counts!.Missed, result.Architecture);
    }

    private static List<List<ulong>> Truth(
        List<(char Kind, ulong Address, int Size)> lines, int every, int shift)
    {
        List<SortedSet<ulong>> passes = [[]];
        var data = 0;
        foreach (var (kind, address, size) in lines)
        {
            if (kind is 'S' or 'M')
                for (var page = address >> shift; page <= (address + (ulong)size - 1) >> shift; page++)
                    passes[^1].Add(page);
            if (kind != 'I' && ++data % every == 0)
                passes.Add([]);
        }
        return [.. passes.Select(p => p.ToList())];
    }

    [TestMethod]
    [DataRow(" S 1000,4\n")]
    [DataRow(" S 1000,4\n S 2000,4\n S 1000,4\n")]
    [DataRow(" S 1000,4\n S 123456000,4\n")]
    [DataRow(" S 1000,4\nI  2000,4\n")]
    public void A_trace_that_changes_between_its_readings_is_an_error(string then)
    {
        var path = File(" S 1000,4\n S 2000,4\n");
        var file = new Recording(path);
        var survey = RecordingSurvey.Read(file, Architectures.Geometries);
        System.IO.File.WriteAllText(path, then);
        var options = new RunOptions(TrackingRound.Clean, 0, 2, FlushDiscipline.Batched, ApplyRules.AsPosted,
            new(16, 4));
        var e = Assert.ThrowsExactly<RecordingException>(() =>
            new Comparison(file, survey, options).Run(Architectures.All));
        Assert.Contains("the trace changed while it was read", e.Message);
    }
}
