namespace Emulator.Structure.Tests;

/// <summary>What is known not to be as it should, in files beside this one, a line each: <c>NAME: why</c>. The lists can only get shorter.</summary>
internal sealed class Known
{
    private readonly string _file;
    private readonly Dictionary<string, string> _reasons;

    private Known(string file)
    {
        _file = $"tests/Structure.Tests/Known/{file}";
        _reasons = Repository.Text(_file).Split('\n').Where(l => l.Length > 0 && l[0] != '#')
            .Select(l => l.Split(": ", 2, StringSplitOptions.TrimEntries)).ToDictionary(l => l[0], l => l.Length > 1 ? l[1] : "");
    }

    public static Known Read(string file) => new(file);

    /// <summary>Everything that is wrong is on the list, and everything on the list is wrong still.</summary>
    /// <param name="wrong">The names of what is wrong, and what to say of each.</param>
    public void Hold(IEnumerable<(string Name, string Says)> wrong, string rule)
    {
        var found = wrong.ToList();
        Assert.AreEqual("", string.Join('\n', found.Where(w => !_reasons.ContainsKey(w.Name)).Select(w => w.Says)), rule);
        Assert.AreEqual("", string.Join('\n', _reasons.Keys.Except(found.Select(w => w.Name))), $"these are mended: take them off {_file}");
    }

    /// <summary>Each says why.</summary>
    public void HoldReasons() =>
        Assert.AreEqual("", string.Join('\n', _reasons.Where(r => r.Value.Length == 0).Select(r => r.Key)), $"{_file}: why? NAME: REASON");
}
