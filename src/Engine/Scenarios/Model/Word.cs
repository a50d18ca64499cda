using Emulator.Engine.Formats;

namespace Emulator.Engine.Scenarios.Model;

/// <summary>A word of the kernel's that a scenario can say. A type derived from it is all of a word: its meaning, its
/// arguments, its steps and what it does to frames.</summary>
/// <param name="name">As the kernel spells it, where the kernel has it.</param>
/// <param name="takes">Its arguments.</param>
/// <param name="gives">Its result.</param>
/// <param name="meaning">One line.</param>
internal abstract class Word(string name, IReadOnlyList<Kind> takes, Kind gives, string meaning)
{
    public string Name => name;

    public IReadOnlyList<Kind> Takes => takes;

    public Kind Gives => gives;

    public string Meaning => meaning;

    public abstract Section Section { get; }

    /// <summary>How many steps, in words; empty: none, it is a formula.</summary>
    public virtual string Steps => "a step";

    /// <summary>What a format must have.</summary>
    public virtual PteFeatures Needs => PteFeatures.None;

    /// <summary>Whether a format may well lack what it needs.</summary>
    public bool IsOptional => FormatNeeds.IsOptional(Needs);

    /// <summary>How many of its arguments, the last ones, may be left out.</summary>
    public virtual int Optional => 0;

    public virtual WordTraits Traits => WordTraits.None;

    /// <summary>Options, by name, with their values, the default first.</summary>
    public virtual IReadOnlyDictionary<string, string[]> Options { get; } = new Dictionary<string, string[]>();

    public bool Is(WordTraits trait) => (Traits & trait) != 0;

    public bool OnlyReads => Is(WordTraits.OnlyReads);

    /// <summary>Whether it changes the entry of its first argument's page.</summary>
    public bool ChangesEntry => Section == Section.Entries && !OnlyReads;

    /// <summary>Whether it has no step of its own.</summary>
    public bool IsPure => Steps.Length == 0;

    /// <summary>Whether it is a pass of the engine.</summary>
    public bool IsPass => Options.Count > 0;

    /// <summary>Whether it gives an entry that it took or read from its first argument's page.</summary>
    public bool GivesEntryOfPage => !IsPure && Gives == Kind.Pte && Takes is [Kind.Page, ..];

    /// <summary>How it is written.</summary>
    public string Usage => $"{Name}({string.Join(", ", [.. Takes.Select(Spelt), .. Options.Select(Spelt)])})";

    private string Spelt(Kind kind, int n) => n < Takes.Count - Optional ? Spell(kind, n) : $"[{Spell(kind, n)}]";

    private static string Spelt(KeyValuePair<string, string[]> option) =>
        $"{option.Key} = {string.Join('|', option.Value)}";

    private string Spell(Kind kind, int n) => kind switch
    {
        Kind.Page => "A",
        Kind.Pages => "A..B",
        Kind.Frame => "F",
        Kind.Pte when Takes.Count(k => k == Kind.Pte) == 1 => "pte",
        Kind.Pte when Takes[0] == Kind.Page => n == 1 ? "old" : "new",
        Kind.Pte => n == 0 ? "x" : "y",
        _ => "n",
    };
}
