namespace Emulator.Structure.Tests;

/// <summary>What is known not to be as it should, a line each: <c>NAME: why</c>. A list can only get shorter.</summary>
internal sealed class Known
{
    private readonly Dictionary<string, string> _reasons;

    private Known(string file)
    {
        File = $"tests/Structure.Tests/Known/{file}";
        _reasons = Repository.Text(File).Split('\n').Where(l => l.Length > 0 && l[0] != '#')
            .Select(l => l.Split(": ", 2)).ToDictionary(l => l[0], l => l.ElementAtOrDefault(1) ?? "");
    }

    /// <summary>Where the list is.</summary>
    public string File { get; }

    public static Known Read(string file) => new(file);

    /// <summary>Everything that is wrong is on the list, and everything on the list is wrong still.</summary>
    /// <param name="wrong">The names of what is wrong, and what to say of each.</param>
    public void Hold(IEnumerable<(string Name, string Says)> wrong, string rule)
    {
        var found = wrong.ToList();
        None(found.Where(w => !_reasons.ContainsKey(w.Name)).Select(w => w.Says), rule);
        None(_reasons.Keys.Except(found.Select(w => w.Name)), $"these are mended: take them off {File}");
    }

    /// <summary>Each says why.</summary>
    public void HoldReasons() =>
        None(_reasons.Where(r => r.Value.Length == 0).Select(r => r.Key), $"{File}: why? NAME: REASON");

    /// <summary>There is nothing of this.</summary>
    public static void None(IEnumerable<object> wrong, string rule) =>
        Assert.AreEqual("", string.Join('\n', wrong), rule);
}
