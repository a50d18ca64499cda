using System.Text.Json;
using System.Text.Json.Nodes;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Language;
using Emulator.Engine.Scenarios.Verdicts;
using Emulator.Reports;

namespace Emulator.Engine.Tests.Scenarios;

/// <summary>Files of counterexamples that somebody changed: each part of one, in every way.</summary>
[TestClass]
public sealed class DamagedRuns
{
    private static readonly RowResult Result = Explored();
    private static readonly string Whole = RunJson.Of(Result, Result.Verdicts[0], fine: false);

    // What a replay makes again: the start, the steps but for who can be told apart, and the loss.
    private static readonly string[] Made = ["$.start", "$.steps", "$.loss"];

    private static RowResult Explored()
    {
        var scenario = ScenarioReader.Read("damaged", """
            scenario damaged
            page A, B : writable dirty
            thread cpu0 { store A }
            thread k {
                lock ptl(A) old = ptep_get(A) set_pte_at(A, pte_mkclean(old)) unlock ptl(A)
                act(A) flush_tlb_page(A)
            }
            assert no_lost_write
            """);
        return RowExploration.Run(scenario, scenario.Rows[0], Architectures.All.First(a => a.Name == "x86"), new(),
            new Limits());
    }

    private static IEnumerable<string> Paths(JsonNode? node, string path = "$") => node switch
    {
        JsonObject o => o.SelectMany(p => Paths(p.Value, $"{path}.{p.Key}").Prepend($"{path}.{p.Key}")),
        JsonArray a => a.SelectMany((v, n) => Paths(v, $"{path}[{n}]").Prepend($"{path}[{n}]")),
        _ => [],
    };

    // The file with one part changed; null: it is the same.
    private static string? With(string path, Action<JsonNode, string, int> change)
    {
        var document = JsonNode.Parse(Whole) ?? throw new AssertFailedException("nothing");
        Walk(document, "$", path, change);
        var text = document.ToJsonString();
        return JsonNode.DeepEquals(document, JsonNode.Parse(Whole)) ? null : text;
    }

    private static void Walk(JsonNode node, string at, string path, Action<JsonNode, string, int> change)
    {
        if (node is JsonObject o)
            foreach (var (key, value) in o.ToList())
                if ($"{at}.{key}" == path)
                    change(o, key, -1);
                else if (value is not null)
                    Walk(value, $"{at}.{key}", path, change);
        if (node is JsonArray a)
            for (var n = a.Count - 1; n >= 0; n--)
                if ($"{at}[{n}]" == path)
                    change(a, "", n);
                else if (a[n] is { } value)
                    Walk(value, $"{at}[{n}]", path, change);
    }

    private static void Set(JsonNode node, string key, int n, JsonNode? value)
    {
        if (node is JsonObject o)
            o[key] = value;
        else
            node.AsArray()[n] = value;
    }

    // What is left out of an object says what a null, a false and an empty list do.
    private static void Remove(JsonNode node, string key, int n)
    {
        if (node is JsonObject o && o[key] is { } value && value.ToJsonString() is not ("false" or "[]"))
            o.Remove(key);
        if (node is JsonArray a)
            a.RemoveAt(n);
    }

    private static void Rename(JsonNode node, string key, int n)
    {
        if (node is not JsonObject o)
            return;
        var value = o[key]?.DeepClone();
        o.Remove(key);
        o["z" + key] = value;
    }

    [TestMethod]
    public void No_part_of_a_file_that_is_missing_null_renamed_or_another_is_run_as_if_it_were_right()
    {
        var damages = new (string Name, Action<JsonNode, string, int> Change)[]
        {
            ("null", (o, k, n) => Set(o, k, n, null)), ("removed", Remove), ("renamed", Rename),
            ("text", (o, k, n) => Set(o, k, n, "other")), ("number", (o, k, n) => Set(o, k, n, 77)),
            ("list", (o, k, n) => Set(o, k, n, new JsonArray())),
        };
        var (tried, wrong) = (0, new List<string>());
        foreach (var path in Paths(JsonNode.Parse(Whole)))
            foreach (var (name, change) in damages)
                if (With(path, change) is { } text)
                {
                    tried++;
                    if (Outcome(text) is var said && (said.StartsWith('!')
                        || said.Length == 0 && Made.Any(m => path.StartsWith(m, StringComparison.Ordinal))))
                        wrong.Add($"{path} {name}: {said}");
                }
        Assert.IsGreaterThan(500, tried);
        Assert.AreEqual("", string.Join('\n', wrong), $"{wrong.Count} of {tried}");
    }

    // What is said of a file: where it departs, or that it is none; nothing; or with a '!' what broke.
    private static string Outcome(string text)
    {
        try
        {
            var run = RunJson.Read(text);
            var replay = Replays.Of(Result.Machine ?? throw new AssertFailedException("not explored"), run);
            if (replay.Start() is { } start)
                foreach (var _ in replay.Steps(start))
                    continue;
            return replay.Departure ?? "";
        }
        catch (JsonException e)
        {
            return e.Message;
        }
        catch (Exception e) when (e is not AssertFailedException)
        {
            return $"!{e.GetType().Name}: {e.Message}";
        }
    }
}
