namespace Emulator.Structure.Tests;

/// <summary>The table of rooms in docs/design.md: which folder may know of which.</summary>
/// <remarks>A row is <c>| `FOLDER` | what lives there | NAME, NAME |</c>. A name is the end of a folder's path, and
/// means what lies in that folder too; <c>all of src</c> and <c>nothing</c> are what they say. A folder without a row
/// is its holder's. A room may always know itself, and no arrow leads on: to know Cpu isn't to know Memory.</remarks>
internal sealed class Picture
{
    private static readonly string[] Parts = ["src/", "kit/"];

    private readonly Dictionary<string, List<string>> _rooms;

    private Picture(Dictionary<string, string> rows)
    {
        Folders = [.. rows.Keys];
        _rooms = rows.ToDictionary(r => r.Key,
            r => r.Value.Split(',', StringSplitOptions.TrimEntries).SelectMany(name => Named(name, r.Key)).ToList());
    }

    public IReadOnlyList<string> Folders { get; }

    public static Picture Read(string markdown) => new((
        from line in markdown.Split('\n')
        let cells = line.Split('|', StringSplitOptions.TrimEntries)
        where cells is ["", ['`', ..], .., ""]
        let folder = cells[1].Trim('`')
        where Parts.Any(p => folder.StartsWith(p, StringComparison.Ordinal))
        select (folder, cells[^2])).ToDictionary());

    /// <summary>The room that a folder belongs to: the innermost that holds it.</summary>
    public string? RoomOf(string folder) =>
        Folders.Where(room => (folder + "/").StartsWith(room + "/", StringComparison.Ordinal)).MaxBy(r => r.Length);

    /// <summary>Whether the picture has an arrow for it.</summary>
    public bool Allows(Use use) =>
        RoomOf(use.From) is { } from && RoomOf(use.To) is { } to && (from == to || _rooms[from].Contains(to));

    private List<string> Named(string name, string by)
    {
        if (name is "nothing" or "–")
            return [];
        var path = name.Trim('`') is var bare && bare == "all of src" ? "src" : bare;
        var rooms = Folders.Where(f => ("/" + f + "/").Contains($"/{path}/", StringComparison.Ordinal)).ToList();
        var holders = rooms.Select(r => ("/" + r + "/").Split($"/{path}/")[0]).Distinct().ToList();
        Assert.HasCount(1, holders, $"docs/design.md: {by} may know {name}: which of {string.Join(", ", rooms)}?");
        return rooms;
    }
}
