namespace Emulator.Engine.Scenarios.Model;

/// <summary>Finds the word that was probably meant.</summary>
public static class Nearest
{
    /// <returns>The nearest word; null where none is near.</returns>
    public static string? To(string word, IEnumerable<string> known)
    {
        var nearest = known.Select(k => (Word: k, Far: Distance(word.ToLowerInvariant(), k.ToLowerInvariant())))
            .OrderBy(k => k.Far).FirstOrDefault();
        return nearest.Word is { } meant && nearest.Far < word.Length && nearest.Far <= Math.Max(1, word.Length / 2)
            ? meant : null;
    }

    // Levenshtein's, where two neighbours that changed places count once
    private static int Distance(string a, string b)
    {
        var (before, last, row) = (new int[b.Length + 1], new int[b.Length + 1],
            Enumerable.Range(0, b.Length + 1).ToArray());
        for (var i = 1; i <= a.Length; i++)
        {
            (before, last, row) = (last, row, before);
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(Math.Min(last[j], row[j - 1]) + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }
        }
        return row[b.Length];
    }
}
