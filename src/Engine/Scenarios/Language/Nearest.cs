namespace Emulator.Engine.Scenarios.Language;

/// <summary>Finds the word that was probably meant.</summary>
public static class Nearest
{
    /// <returns>The nearest word; null where none is near.</returns>
    public static string? To(string word, IEnumerable<string> known)
    {
        var nearest = known.Select(k => (Word: k, Far: Distance(word.ToLowerInvariant(), k.ToLowerInvariant()))).OrderBy(k => k.Far).FirstOrDefault();
        return nearest.Word is { } meant && nearest.Far <= Math.Max(1, word.Length / 2) ? meant : null;
    }

    // Levenshtein's
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)));
        }
        return row[b.Length];
    }
}
