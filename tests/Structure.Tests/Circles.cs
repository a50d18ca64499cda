namespace Emulator.Structure.Tests;

/// <summary>Circles between folders: those that know of each other, by whatever way round.</summary>
internal static class Circles
{
    /// <summary>Every circle of single folders, and at each level of whole ones that lie side by side.</summary>
    /// <returns>The folders of each circle in the order of their names.</returns>
    public static IReadOnlyList<string> Of(IReadOnlyList<Use> uses)
    {
        var levels = uses.SelectMany(u => Parents(u.From)).Distinct().ToList();
        var single = Among(uses.Select(u => (u.From, u.To)));
        return [.. levels.SelectMany(level => Among(Beside(level, uses))).Concat(single).Distinct().Order()];
    }

    private static IEnumerable<string> Parents(string folder) =>
        folder.Select((letter, at) => (letter, at)).Where(l => l.letter == '/').Select(l => folder[..l.at]).Prepend("");

    // The arrows between the folders of one folder.
    private static IEnumerable<(string, string)> Beside(string level, IReadOnlyList<Use> uses) =>
        from use in uses
        let arrow = (Child(level, use.From), Child(level, use.To))
        where arrow is ({ }, { })
        select (arrow.Item1, arrow.Item2);

    private static string? Child(string level, string folder)
    {
        var within = level.Length == 0 ? "" : level + "/";
        if (folder.Length <= within.Length || !folder.StartsWith(within, StringComparison.Ordinal))
            return null;
        return folder.IndexOf('/', within.Length) is var end and >= 0 ? folder[..end] : folder;
    }

    private static IEnumerable<string> Among(IEnumerable<(string From, string To)> arrows)
    {
        var known = arrows.Where(a => a.From != a.To).ToLookup(a => a.From, a => a.To);
        var reached = known.ToDictionary(k => k.Key, k => Reached(k.Key, known));
        bool Reaches(string from, string to) => reached.TryGetValue(from, out var all) && all.Contains(to);
        return from one in known.Select(k => k.Key)
               where Reaches(one, one)
               let round = reached[one].Where(other => Reaches(other, one))
               select string.Join(" <> ", round.Order(StringComparer.Ordinal));
    }

    private static HashSet<string> Reached(string from, ILookup<string, string> known)
    {
        var (reached, left) = (new HashSet<string>(), new Stack<string>(known[from]));
        while (left.TryPop(out var next))
            if (reached.Add(next))
                foreach (var more in known[next])
                    left.Push(more);
        return reached;
    }
}
