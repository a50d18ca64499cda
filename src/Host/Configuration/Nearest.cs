namespace Emulator.Host.Configuration;

/// <summary>Finds the word that was probably meant.</summary>
internal static class Nearest
{
    /// <returns>A sentence that ends in a blank, or nothing where no word is near.</returns>
    public static string Hint(string word, IEnumerable<string> known)
    {
        var nearest = known.Select(k => (Word: k, Far: Distance(word.ToLowerInvariant(), k.ToLowerInvariant()))).MinBy(k => k.Far);
        return nearest.Word is { } meant && nearest.Far <= Math.Max(1, word.Length / 2) ? $"did you mean {meant}? " : "";
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
