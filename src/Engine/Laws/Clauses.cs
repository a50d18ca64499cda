namespace Emulator.Engine.Laws;

/// <summary>What a law asks of an entry, clause by clause, and which of them an entry breaks.</summary>
/// <typeparam name="W">The word that stands for the entry.</typeparam>
public sealed class Clauses<W> where W : struct, IWord<W>
{
    private readonly List<Clause<W>> _all = [];

    /// <summary>Whether one of them is broken, as an answer.</summary>
    public W Broken { get; private set; } = W.Of(0);

    /// <summary>Every clause.</summary>
    internal IReadOnlyList<Clause<W>> All => _all;

    /// <summary>Asks something of a member's answer.</summary>
    /// <param name="member">The kernel's name of the helper, or what hardware or software does.</param>
    /// <param name="fault">What is wrong with it where the clause is broken.</param>
    /// <param name="broken">Whether it is, as an answer.</param>
    internal void Add(string member, string fault, W broken) => Add(new(member, null, fault, broken));

    /// <summary>Asks something of what a member leaves.</summary>
    /// <param name="member">The kernel's name of the helper, or what hardware or software does.</param>
    /// <param name="left">The entry that it leaves.</param>
    /// <param name="fault">What is wrong with that where the clause is broken.</param>
    /// <param name="broken">Whether it is, as an answer.</param>
    internal void Add(string member, W left, string fault, W broken) => Add(new(member, left, fault, broken));

    /// <summary>The same clauses, where only some entries are spoken of.</summary>
    internal void AddWhere(W spoken, Clauses<W> clauses)
    {
        foreach (var clause in clauses.All)
            Add(clause with { Broken = spoken & clause.Broken });
    }

    private void Add(Clause<W> clause)
    {
        _all.Add(clause);
        Broken |= clause.Broken;
    }
}

/// <summary>A clause of a law.</summary>
/// <param name="Member">Whose answer it is about.</param>
/// <param name="Left">The entry that it leaves; null where the answer is no entry.</param>
/// <param name="Fault">What is wrong where it is broken.</param>
/// <param name="Broken">Whether it is, as an answer.</param>
internal readonly record struct Clause<W>(string Member, W? Left, string Fault, W Broken) where W : struct, IWord<W>;

/// <summary>A clause that an entry breaks.</summary>
/// <param name="Member">Whose answer is wrong, by the kernel's name.</param>
/// <param name="Left">The entry that it leaves; null where the answer is no entry.</param>
/// <param name="Fault">What is wrong.</param>
public sealed record Culprit(string Member, Pte? Left, string Fault);
