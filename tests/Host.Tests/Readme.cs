using System.Text.Json;
using System.Text.RegularExpressions;

namespace Emulator.Host.Tests;

/// <summary>What README.md says of what ships, held against what loads.</summary>
[TestClass]
public sealed partial class Readme : HostTest
{
    private static readonly string Text = File.ReadAllText(Path.Combine(Emulator.Path("Repository"), "README.md"));

    [TestMethod]
    public void The_list_of_names_that_ship_is_what_ships()
    {
        var list = Path.Combine(Emulator.Path("Repository"), "src/Host/Files/shipped-architectures.txt");
        var ships = JsonDocument.Parse(Emulator.Run("plugins", "--json").Out).RootElement.GetProperty("architectures")
            .EnumerateArray().Select(a => $"{a.GetProperty("architecture")}\n");
        Assert.AreEqual(string.Concat(ships), File.ReadAllText(list));
    }

    [TestMethod]
    public void The_table_of_plugins_has_every_architecture_of_today_and_every_historic_one()
    {
        using var loaded = JsonDocument.Parse(Emulator.Run("plugins", "--json").Out);
        var architectures = loaded.RootElement.GetProperty("architectures").EnumerateArray().ToList();
        string Named(string plugin, bool historic) => string.Join(' ', architectures
            .Where(a => a.GetProperty("plugin").GetString() == plugin)
            .Where(a => historic == (a.GetProperty("history").ValueKind == JsonValueKind.String))
            .Select(a => a.GetProperty("architecture").GetString()).Order(StringComparer.Ordinal));
        var rows = Row().Matches(Text).ToList();
        var plugins = architectures.Select(a => a.GetProperty("plugin").GetString()).Distinct();
        Assert.AreSequenceEqual(plugins.Order(StringComparer.Ordinal),
            rows.Select(r => r.Groups[1].Value).Order(StringComparer.Ordinal));
        foreach (var row in rows)
        {
            Assert.AreEqual(Named(row.Groups[1].Value, historic: false), Names(row.Groups[2].Value), row.Value);
            Assert.AreEqual(Named(row.Groups[1].Value, historic: true), Names(row.Groups[3].Value), row.Value);
        }
    }

    [TestMethod]
    public void Every_page_that_it_links_to_is_there()
    {
        var links = Link().Matches(Text).Select(m => m.Groups[1].Value).ToList();
        Assert.IsGreaterThan(10, links.Count);
        foreach (var link in links)
            Assert.IsTrue(File.Exists(Path.Combine(Emulator.Path("Repository"), link)), link);
    }

    private static string Names(string cell) =>
        string.Join(' ', Name().Matches(cell).Select(m => m.Groups[1].Value).Order(StringComparer.Ordinal));

    // | X86 | `x86`, `x86-shstk` (shadow stacks) | `x86-r1`, `x86-r17` |
    [GeneratedRegex(@"^\| ([A-Z]\w+) \| (`[^|]*) \|([^|]*)\|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"`([a-z0-9-]+)`")]
    private static partial Regex Name();

    [GeneratedRegex(@"\]\(([^):#]+)\)")]
    private static partial Regex Link();
}
