using Emulator.Engine.Events;

namespace Emulator.Engine.Scenarios.Verdicts;

/// <summary>A counterexample as data: all that is needed to run it again, to say where it departs, and to draw it
/// without a look at anything else. Entries are hexadecimal and decoded once; pages, frames, locks and actors go by
/// their names.</summary>
internal sealed record Run
{
    /// <summary>What this build writes and reads.</summary>
    public const int CurrentVersion = 2;

    public required int SchemaVersion { get; init; }

    public required RunScenario Scenario { get; init; }

    /// <summary>A value for each parameter.</summary>
    public required IReadOnlyDictionary<string, string> Params { get; init; }

    /// <summary>Lines of statements that the row leaves out.</summary>
    public required IReadOnlyList<int> Dead { get; init; }

    public required string Architecture { get; init; }

    public required string Property { get; init; }

    /// <summary>Every property that was explored, in order.</summary>
    public required IReadOnlyList<string> Asserts { get; init; }

    /// <summary>Whether steps that nobody can tell apart were kept apart.</summary>
    public required bool Fine { get; init; }

    public required RunAnswer Answer { get; init; }

    /// <summary>Where a later round looks.</summary>
    public required IReadOnlyList<string> Marks { get; init; }

    public required RunFormat Format { get; init; }

    public required IReadOnlyList<RunActor> Actors { get; init; }

    public required IReadOnlyList<RunPage> Pages { get; init; }

    public required IReadOnlyList<string> Frames { get; init; }

    public required IReadOnlyList<RunLock> Locks { get; init; }

    public required IReadOnlyList<string> Variables { get; init; }

    /// <summary>Every entry that occurs.</summary>
    public required IReadOnlyDictionary<string, RunEntry> Entries { get; init; }

    public required RunState Start { get; init; }

    public required IReadOnlyList<RunStep> Steps { get; init; }

    public required RunLoss Loss { get; init; }
}

/// <summary>The scenario, as it was.</summary>
internal sealed record RunScenario(string Name, string Title, string File, string Sha256, string Text);

/// <summary>What the exploration came to.</summary>
/// <param name="Verdict">Of the property: violated.</param>
/// <param name="Expected">What the scenario expects; null: it says nothing.</param>
/// <param name="States">Different states found.</param>
/// <param name="Transitions">Steps taken from them.</param>
/// <param name="Depth">Steps from the start of the states looked at last.</param>
/// <param name="Bound">The bound that was reached; null: none.</param>
internal sealed record RunAnswer(string Verdict, string? Expected, long States, long Transitions, int Depth,
    string? Bound);

/// <summary>The architecture's entries.</summary>
internal sealed record RunFormat(string DirtyUpdate, string Flush, IReadOnlyList<RunBit> Bits);

/// <summary>A bit, or several, of an entry.</summary>
/// <param name="Name">As the manual has it.</param>
/// <param name="Number">The lowest bit's.</param>
/// <param name="Width">In bits.</param>
/// <param name="Meaning">In a word or two.</param>
/// <param name="Role">What it decides.</param>
/// <param name="ActiveLow">Whether it is so where the bit is 0.</param>
internal sealed record RunBit(string Name, int Number, int Width, string Meaning, BitRole Role, bool ActiveLow);

/// <summary>A core or a thread.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Kind">Whether it makes accesses, is kernel code, or stores to frames without an entry.</param>
/// <param name="Caches">The pages whose translations its TLB may hold.</param>
/// <param name="From">The first line of its text.</param>
/// <param name="To">The last line of its text.</param>
/// <param name="SameTextAs">An earlier one with the same text; null: none.</param>
internal sealed record RunActor(string Id, ActorKind Kind, IReadOnlyList<string> Caches, int From, int To,
    string? SameTextAs);

/// <summary>What an actor is.</summary>
internal enum ActorKind
{
    Core,
    Kernel,
    Device,
}

/// <summary>A page: its own frame, an earlier page of the same frame, its table and lock.</summary>
internal sealed record RunPage(string Id, string Frame, string? Alias, long Table, string Lock);

/// <summary>A lock.</summary>
internal sealed record RunLock(string Id, LockKind Kind, IReadOnlyList<string> Pages);

/// <summary>What a lock is.</summary>
internal enum LockKind
{
    Ptl,
    Mmap,
    AddressSpace,
    Named,
}

/// <summary>An entry, decoded.</summary>
internal sealed record RunEntry
{
    /// <summary>Bits that aren't 0, the frame apart.</summary>
    public required IReadOnlyDictionary<string, ulong> Bits { get; init; }

    public required string? Frame { get; init; }

    public required bool Empty { get; init; }

    public required bool Present { get; init; }

    public required bool Writable { get; init; }

    public required bool Dirty { get; init; }

    public required bool Young { get; init; }

    /// <summary>Whether a TLB lets a load through with it, without a look at memory.</summary>
    public required bool LetsLoad { get; init; }

    /// <summary>Whether a TLB lets a store through with it, without a look at memory.</summary>
    public required bool LetsStore { get; init; }
}

/// <summary>A state.</summary>
internal sealed record RunState
{
    /// <summary>Entries, by page.</summary>
    public required IReadOnlyDictionary<string, string> Pte { get; init; }

    /// <summary>Translations, by core and page.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, RunTranslation>> Tlb { get; init; }

    /// <summary>The locks that are held.</summary>
    public required IReadOnlyList<RunHold> Locks { get; init; }

    /// <summary>Answers to flushes that are owed.</summary>
    public required IReadOnlyList<RunOwed> Owed { get; init; }

    /// <summary>Where a later round would find the page, by page.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Marks { get; init; }

    /// <summary>Stores that no consumer has taken.</summary>
    public required IReadOnlyList<RunUntaken> Untaken { get; init; }

    /// <summary>Frames that lack a store made to a page.</summary>
    public required IReadOnlyList<RunLack> Lacks { get; init; }

    /// <summary>Stores that others don't see yet, by core, the oldest first.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Buffers { get; init; }

    public required IReadOnlyDictionary<string, long> Variables { get; init; }

    /// <summary>The line at which each thread stands; null: at its end.</summary>
    public required IReadOnlyDictionary<string, int?> At { get; init; }

    /// <summary>The machine's own fields that aren't 0: what a replay is held against. A star marks an entry that gives
    /// its frame.</summary>
    public required IReadOnlyDictionary<string, string> Fields { get; init; }
}

/// <summary>A translation that a TLB holds.</summary>
internal sealed record RunTranslation(string Entry, Relation Relation);

/// <summary>How a translation stands to the entry in memory.</summary>
internal enum Relation
{
    /// <summary>It is what a walk would cache now.</summary>
    Agrees,

    /// <summary>It is another, but lets nothing through that memory would not.</summary>
    Differs,

    /// <summary>It lets through what memory would not, or to another frame.</summary>
    Stale,
}

/// <summary>A lock that is held, and by whom.</summary>
internal sealed record RunHold(string Lock, IReadOnlyList<string> Holders, bool IsShared);

/// <summary>An answer that is owed.</summary>
/// <param name="Flush">The flush' number: the latest of its asker.</param>
/// <param name="By">Who owes it.</param>
/// <param name="To">Who asked.</param>
/// <param name="Pages">Of which pages.</param>
internal sealed record RunOwed(int Flush, string By, string To, IReadOnlyList<string> Pages);

/// <summary>A store to a page, by its number, that no consumer has taken.</summary>
internal sealed record RunUntaken(string Page, int Store);

/// <summary>A frame that lacks a store made to a page.</summary>
internal sealed record RunLack(string Frame, string Page);

/// <summary>A step.</summary>
internal sealed record RunStep
{
    public required int Number { get; init; }

    public required string Actor { get; init; }

    /// <summary>Who and what: equal on every architecture and row, for runs to be laid side by side.</summary>
    public required string Key { get; init; }

    public required IReadOnlyList<Event> Events { get; init; }

    /// <summary>The same in sentences.</summary>
    public IReadOnlyList<string> Told { get; init; } = [];

    /// <summary>The state afterwards.</summary>
    public required RunState After { get; init; }

    /// <summary>Who can't go on from there, and why.</summary>
    public required IReadOnlyList<WaitEvent> Blocked { get; init; }
}

/// <summary>Where and why the property is violated.</summary>
internal sealed record RunLoss
{
    /// <summary>The step that decides it, from 1; 0: from the start.</summary>
    public required int Step { get; init; }

    /// <summary>Which of its events; null: none alone.</summary>
    public required int? Event { get; init; }

    public required string? Actor { get; init; }

    public required string? Page { get; init; }

    /// <summary>The store that is lost, by its number; null: it isn't one, or it was made before.</summary>
    public required int? Store { get; init; }

    /// <summary>One sentence.</summary>
    public string Why { get; init; } = "";

    public required IReadOnlyList<Cause> Causes { get; init; }

    /// <summary>Between which steps any store by the core would be lost; null: that isn't what it is about.</summary>
    public required RunWindow? Window { get; init; }
}

/// <summary>The steps after which a store of a core through its translation would be lost: from one, to before
/// another.</summary>
internal sealed record RunWindow(string Core, string Page, int Opens, int Closes);
