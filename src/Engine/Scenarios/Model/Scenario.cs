
namespace Emulator.Engine.Scenarios.Model;

/// <summary>A parameter of a scenario: explored for every value.</summary>
internal sealed record Param(string Name, IReadOnlyList<string> Values);

/// <summary>A virtual page.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Frame">The number of its own frame.</param>
internal sealed record Page(string Name, int Frame)
{
    public bool IsWritable { get; init; } = true;

    public bool IsDirty { get; init; }

    public bool IsYoung { get; init; } = true;

    public bool IsAbsent { get; init; }

    public bool IsRecorded { get; init; }

    /// <summary>Pages of one number share a page table and its lock.</summary>
    public long Table { get; init; }
}

/// <summary>What a line says of a core's TLB at the start.</summary>
internal sealed record TlbLine(string Core, string? Page, string Filled);

/// <summary>A thread: a core of its own, and a text.</summary>
/// <param name="Name">Its name, and its core's.</param>
/// <param name="Body">Its statements.</param>
/// <param name="At">Where it stands.</param>
internal sealed record ThreadText(string Name, Block Body, At At);

/// <summary>A handler of write faults in place of the default one.</summary>
internal sealed record MkWriteText(string Page, Block Body);

/// <summary>What is expected of a property.</summary>
/// <param name="Property">The property.</param>
/// <param name="Holds">Whether it is expected to hold.</param>
/// <param name="On">The architectures that it speaks of; none: all.</param>
/// <param name="When">The rows that it speaks of; none: all.</param>
/// <param name="At">Where it stands.</param>
internal sealed record Expectation(Property Property, bool Holds, IReadOnlyList<Name> On, IReadOnlyList<(string Param, string Value)> When, At At)
{
    public bool IsDefault => On.Count == 0 && When.Count == 0;

    public bool Applies(Row row, string architecture) =>
        (On.Count == 0 || On.Any(n => n.Text == architecture)) && When.All(w => row[w.Param] == w.Value);
}

/// <summary>A value for every parameter.</summary>
internal sealed record Row(IReadOnlyList<(string Param, string Value)> Values)
{
    public string? this[string param] => Values.Where(v => v.Param == param).Select(v => v.Value).FirstOrDefault();

    public override string ToString() => string.Join(", ", Values.Select(v => $"{v.Param} = {v.Value}"));
}

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

    /// <summary>The architectures that it is for; none: all.</summary>
    public required IReadOnlyList<Name> Architectures { get; init; }

    public required IReadOnlyList<Property> Asserts { get; init; }

    public required IReadOnlyList<Expectation> Expectations { get; init; }

    /// <summary>Every combination of the parameters' values, the last parameter changing fastest.</summary>
    public IReadOnlyList<Row> Rows => [.. Params.Aggregate<Param, IEnumerable<Row>>([new([])],
        (rows, param) => rows.SelectMany(row => param.Values.Select(v => new Row([.. row.Values, (param.Name, v)]))))];

    /// <summary>What is expected; null: nothing is said.</summary>
    public bool? Expected(Property property, Row row, string architecture) =>
        Expectations.Where(e => e.Property == property && e.Applies(row, architecture)).OrderBy(e => !e.IsDefault).Select(e => (bool?)e.Holds).LastOrDefault();

    /// <summary>Whether it names an architecture: in an <c>arch</c> line, or as one that something is expected of.</summary>
    public bool Names(string architecture) => Architectures.Concat(Expectations.SelectMany(e => e.On)).Any(n => n.Text == architecture);

    public int PageNumber(string name) => Pages.Select((p, n) => (p.Name, n)).Where(p => p.Name == name).Select(p => p.n).DefaultIfEmpty(-1).First();
}
