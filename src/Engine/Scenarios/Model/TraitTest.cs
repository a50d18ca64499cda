namespace Emulator.Engine.Scenarios.Model;

/// <summary>What <c>where</c> asks of an architecture.</summary>
internal abstract record TraitTest
{
    public abstract bool IsTrueOf(Declared architecture);

    /// <summary>The traits that it names.</summary>
    public abstract IEnumerable<TraitName> Names { get; }
}

/// <summary>A trait.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Word">The word that it is said of: <c>not_atomic(WORD)</c>.</param>
internal sealed record TraitName(Name Name, Name? Word) : TraitTest
{
    public string Text => Word is null ? Name.Text : $"{Name.Text}({Word.Text})";

    public override IEnumerable<TraitName> Names => [this];

    public override bool IsTrueOf(Declared architecture) => Traits.Find(Text)?.IsOf(architecture) ?? false;
}

/// <summary><c>not …</c></summary>
internal sealed record TraitNot(TraitTest Test) : TraitTest
{
    public override IEnumerable<TraitName> Names => Test.Names;

    public override bool IsTrueOf(Declared architecture) => !Test.IsTrueOf(architecture);
}

/// <summary><c>… and …</c></summary>
internal sealed record TraitsAll(IReadOnlyList<TraitTest> Tests) : TraitTest
{
    public override IEnumerable<TraitName> Names => Tests.SelectMany(t => t.Names);

    public override bool IsTrueOf(Declared architecture) => Tests.All(t => t.IsTrueOf(architecture));
}

/// <summary><c>… or …</c></summary>
internal sealed record TraitsAny(IReadOnlyList<TraitTest> Tests) : TraitTest
{
    public override IEnumerable<TraitName> Names => Tests.SelectMany(t => t.Names);

    public override bool IsTrueOf(Declared architecture) => Tests.Any(t => t.IsTrueOf(architecture));
}
