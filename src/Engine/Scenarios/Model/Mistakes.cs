namespace Emulator.Engine.Scenarios.Model;

/// <summary>The mistakes found so far.</summary>
internal sealed class Mistakes(IEnumerable<Mistake> found)
{
    private readonly List<Mistake> _all = [.. found];

    public IReadOnlyList<Mistake> All => _all;

    /// <summary>The words of items that couldn't be read: what they declare isn't known, and isn't missed.</summary>
    public required IReadOnlySet<string> Unread { get; init; }

    /// <summary>Whether some statement of the text under check couldn't be read: what it assigns isn't known.</summary>
    public bool IsTorn { get; set; }

    public void Add(At at, string message) => _all.Add(new(at, message));

    /// <summary>Numbers are small.</summary>
    public void AddIfTooLarge(Number number)
    {
        if (number.Value > Number.Largest)
            Add(number.At, $"{number.Written} is too large; expected {Number.Largest:#,0} at most");
    }

    /// <summary>A word that isn't known where it stands.</summary>
    /// <param name="name">The word.</param>
    /// <param name="what">What was looked for: "property".</param>
    /// <param name="known">What would have been right.</param>
    /// <param name="note">What is known of the word.</param>
    public void Unknown(Name name, string what, IEnumerable<string> known, string note = "")
    {
        if (Unread.Overlaps(Declaring(what)) || (IsTorn && what == "name"))
            return;
        var words = known.Distinct().ToList();
        var meant = Nearest.To(name.Text, words);
        var expected = words.Count == 0 ? "expected one that is declared, there is none"
            : words.Count <= 12 || what == "trait"
            ? $"expected {string.Join(", ", words)}"
            : $"expected one of {words.Count}, see "
                + (what == "architecture" ? "'emulator plugins'" : "'emulator scenario words'");
        Add(name.At, $"unknown {what} '{name.Text}'{note}; "
            + $"{expected}{(meant is null ? "" : $"; did you mean {meant}?")}");
    }

    // The items that could have made it known.
    private static string[] Declaring(string what) => what switch
    {
        "page" => ["page"],
        "frame or page" or "frame or earlier page" => ["page", "frame"],
        "thread" => ["thread"],
        "name" => ["param", "var"],
        _ => what == "parameter" || what.StartsWith("value of", StringComparison.Ordinal) ? ["param"] : [],
    };
}
