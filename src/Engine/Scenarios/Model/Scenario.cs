namespace Emulator.Engine.Scenarios.Model;

/// <summary>A scenario without mistakes.</summary>
internal sealed record Scenario
{
    public required string File { get; init; }

    public required string Text { get; init; }

    public required string Name { get; init; }

    public string Title { get; init; } = "";

    public string Source { get; init; } = "";

    /// <summary>What its <c>about</c> lines say, by their keys; lines of one key are one text.</summary>
    public IReadOnlyDictionary<string, string> About { get; init; } = new Dictionary<string, string>();

    public required IReadOnlyList<Param> Params { get; init; }

    public required IReadOnlyList<(string Name, long Initial)> Vars { get; init; }

    /// <summary>Names of frames: the spare ones and those that pages have from the start, by number.</summary>
    public required IReadOnlyList<string> Frames { get; init; }

    /// <summary>How many of them are spare.</summary>
    public required int SpareFrames { get; init; }

    public required IReadOnlyList<Page> Pages { get; init; }

    public required IReadOnlyList<TlbLine> Tlbs { get; init; }

    public required IReadOnlyList<ThreadText> Threads { get; init; }

    public MkWriteText? MkWrite { get; init; }

    public Marks? Marks { get; init; }

    public bool AllowsSpeculation { get; init; }

    public bool AllowsEviction { get; init; }

    public bool AllowsStoreBuffers { get; init; }

    /// <summary>The architectures that its <c>arch</c> lines name.</summary>
    public required IReadOnlyList<Name> Architectures { get; init; }

    /// <summary>What its <c>arch</c> lines ask of architectures that they don't name.</summary>
    public IReadOnlyList<TraitTest> ArchitecturesWhere { get; init; } = [];

    public required IReadOnlyList<Property> Asserts { get; init; }

    public required IReadOnlyList<Expectation> Expectations { get; init; }

    /// <summary>Every combination of the parameters' values, the last parameter changing fastest.</summary>
    public IReadOnlyList<Row> Rows => [.. Params.Aggregate<Param, IEnumerable<Row>>([new([])],
        (rows, param) => rows.SelectMany(row => param.Values.Select(v => new Row([.. row.Values, (param.Name, v)]))))];

    /// <summary>What is expected; null: nothing is said.</summary>
    public bool? Expected(Property property, Row row, Declared architecture) =>
        Expectations.Where(e => e.Property == property && e.Applies(row, architecture)).OrderBy(e => !e.IsDefault)
            .Select(e => (bool?)e.Holds).LastOrDefault();

    /// <summary>Whether it is for an architecture: one of those that its <c>arch</c> lines speak of; without such a
    /// line every one.</summary>
    public bool IsFor(Declared architecture) => (Architectures.Count == 0 && ArchitecturesWhere.Count == 0)
        || Architectures.Any(n => n.Text == architecture.Name)
        || ArchitecturesWhere.Any(w => w.IsTrueOf(architecture));

    /// <summary>Whether it says something of architectures whose faults are final: then it doesn't count on a
    /// handler.</summary>
    public bool SpeaksOfFinalFaults => ArchitecturesWhere.Concat(Expectations.Select(e => e.Where).OfType<TraitTest>())
        .SelectMany(w => w.Names).Any(n => n.Name.Text == Traits.FinalFaults);

    /// <summary>Whether it names an architecture: in an <c>arch</c> line, or as one that something is expected
    /// of.</summary>
    public bool Names(string architecture) => Architectures.Concat(Expectations.SelectMany(e => e.On))
        .Any(n => n.Text == architecture);

    public int PageNumber(string name) => Pages.Select((p, n) => (p.Name, n)).Where(p => p.Name == name)
        .Select(p => p.n).DefaultIfEmpty(-1).First();
}
