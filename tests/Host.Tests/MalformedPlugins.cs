using System.Text.Json;
using System.Text.RegularExpressions;
using Emulator.Host.Tests.Malformed;

namespace Emulator.Host.Tests;

/// <summary>Whatever is wrong with a plugin, it is one line that says what and how to mend it; the others load all the same.</summary>
[TestClass]
public sealed class MalformedPlugins : HostTest
{
    private const int AtLeast = 200;
    private static readonly int Flips = Thoroughness.Of(some: 10, full: 40);
    private static readonly string[] Good = ["Arm64", "X86"];
    private static readonly Regex Remedy = new("(build|copy|rename|remove|delete|mend|write|name|set|expected|take|reference it|it isn't a plugin)", RegexOptions.CultureInvariant);

    private static IReadOnlyList<MalformedPlugin> All => [.. BrokenBytes.All, .. BrokenTables.All, .. BrokenFolders.All, .. Misbehaviours.All];

    [TestMethod]
    public void Each_of_hundreds_is_refused_in_one_line_and_the_others_load()
    {
        Assert.IsGreaterThanOrEqualTo(AtLeast, All.Count);
        foreach (var plugin in All)
            plugin.Spoil(Emulator.CopyPlugin(plugin.From, plugin.Name));
        foreach (var good in Good)
            Emulator.CopyPlugin(Emulator.Plugin(good), good);
        var ran = Emulator.RunApart("plugins", "--plugins", "plugins", "--json");
        Assert.AreEqual(65, ran.ExitCode, ran.Error);
        var loaded = JsonDocument.Parse(ran.Out).RootElement.GetProperty("architectures").EnumerateArray().Select(a => a.GetProperty("plugin").GetString()!).Distinct();
        Assert.AreSequenceEqual(Good, loaded.Order(StringComparer.Ordinal), "what is whole is loaded, and nothing else");
        var lines = ran.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.AreEqual("", string.Join('\n', All.SelectMany(plugin => WrongIn(lines, plugin))));
        Assert.HasCount(All.Count, lines, ran.Error);
    }

    [TestMethod]
    public void Who_verifies_all_that_are_loaded_hears_of_those_that_are_not()
    {
        Emulator.CopyPlugin(Emulator.Plugin("X86"), "X86");
        Directory.CreateDirectory(Path.Combine(Emulator.Folder, "plugins", "Empty"));
        var all = Emulator.Run("verify", "--plugins", "plugins", "--law", "L1");
        Assert.AreEqual(65, all.ExitCode, all.Error);
        Assert.Contains("Empty: the folder holds no DLL", all.Out);
        Assert.Contains("1 plugin failed", all.Out);
        var one = Emulator.Run("verify", "x86", "--plugins", "plugins", "--law", "L1");
        Assert.AreEqual(0, one.ExitCode, "one that isn't needed is a warning");
        Assert.Contains("warning: plugin Empty was refused", one.OneError);
    }

    // Which bytes the runtime looks at is its own affair: what must not happen is a crash of ours, or a pass that wasn't proved.
    [TestMethod]
    [DataRow(1, nameof(DllPlaces.Metadata))]
    [DataRow(2, nameof(DllPlaces.Bodies))]
    public void A_bit_turned_over_is_a_failure_by_name_or_a_whole_record(int seed, string part)
    {
        var places = part == nameof(DllPlaces.Bodies) ? BrokenBytes.Places.Bodies : [BrokenBytes.Places.Metadata];
        var flips = BrokenBytes.Flipped(new(seed), places).Take(Flips).ToList();
        foreach (var plugin in flips)
            plugin.Spoil(Emulator.CopyPlugin(plugin.From, plugin.Name));
        var laws = new[] { "W1", "WF", "L1", "L3", "T1" };
        var ran = Emulator.RunApart(["verify", .. flips.Select(p => $"plugins/{p.Name}"), "--law", string.Join(',', laws), "--time", "20", "--json"]);
        Console.WriteLine($"seed {seed}");
        Assert.AreEqual("", ran.Error);
        var results = JsonDocument.Parse(ran.Out).RootElement.GetProperty("results").EnumerateArray()
            .Select(r => (Of: r.GetProperty("architecture").GetString()!, Law: r.GetProperty("law").GetString()!, Verdict: r.GetProperty("verdict").GetString(), Why: r.GetProperty("why").GetString())).ToList();
        var (failed, proved) = (results.Where(r => r.Law == "plugin").ToList(), results.Where(r => r.Law != "plugin").GroupBy(r => r.Of).ToList());
        Assert.HasCount(flips.Count, [.. failed.Select(r => r.Of), .. proved.Select(r => r.Key)]);
        foreach (var record in proved)
            Assert.AreSequenceEqual(laws, record.Select(r => r.Law), record.Key);
        Assert.IsEmpty(failed.Where(r => string.IsNullOrEmpty(r.Why) || r.Why.Any(char.IsControl)).ToList());
        Assert.AreEqual(failed.Count > 0 ? 65 : results.Any(r => r.Verdict == "broken") ? 1 : 0, ran.ExitCode);
        Console.WriteLine($"{failed.Count} failed, {proved.Count(p => p.Any(r => r.Verdict == "broken"))} break laws, {proved.Count(p => p.All(r => r.Verdict != "broken"))} are as they were");
    }

    private static IEnumerable<string> WrongIn(string[] lines, MalformedPlugin plugin)
    {
        var start = $"emulator: plugin {plugin.Name} was refused: ";
        if (lines.Where(l => l.StartsWith(start, StringComparison.Ordinal)).ToList() is not [var line])
            yield return $"{plugin.Name} isn't refused in one line";
        else if (!line.Contains(plugin.Says, StringComparison.Ordinal) || !Remedy.IsMatch(line[start.Length..]) || line.Any(char.IsControl))
            yield return $"{plugin.Name}: expected '{plugin.Says}' and a remedy in: {line}";
    }
}
