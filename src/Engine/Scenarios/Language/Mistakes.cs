namespace Emulator.Engine.Scenarios.Language;

/// <summary>The mistakes found so far.</summary>
internal sealed class Mistakes(IEnumerable<Mistake> found)
{
    private readonly List<Mistake> _all = [.. found];

    public IReadOnlyList<Mistake> All => _all;

    public void Add(At at, string message) => _all.Add(new(at, message));

    /// <summary>A word that isn't known where it stands.</summary>
    /// <param name="name">The word.</param>
    /// <param name="what">What was looked for: "property".</param>
    /// <param name="known">What would have been right.</param>
    public void Unknown(Name name, string what, IEnumerable<string> known)
    {
        var words = known.Distinct().ToList();
        var meant = Nearest.To(name.Text, words);
        var expected = words.Count == 0 ? "none is declared" : words.Count <= 12 ? $"expected {string.Join(", ", words)}" : $"expected one of {words.Count} words, see 'emulator scenario words'";
        Add(name.At, $"unknown {what} '{name.Text}'; {expected}{(meant is null ? "" : $"; did you mean {meant}?")}");
    }
}
