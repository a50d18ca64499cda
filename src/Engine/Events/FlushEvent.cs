namespace Emulator.Engine.Events;

/// <summary>A part of a flush.</summary>
internal enum FlushOp
{
    /// <summary>Dropped on the own core, asked of every other.</summary>
    Issue,

    /// <summary>Asked and answered by every core in one step.</summary>
    AtOnce,

    /// <summary>A core has answered.</summary>
    Answer,

    /// <summary>Every core has answered.</summary>
    Complete,

    /// <summary>Of the own core alone.</summary>
    Local,

    /// <summary>Asked for where every change was flushed before its lock was dropped.</summary>
    Nothing,
}

/// <summary>A flush of translations.</summary>
/// <param name="Op">Which part of it.</param>
/// <param name="By">Who asked for it.</param>
/// <param name="Pages">Of which pages, in their order; none where a flush is complete.</param>
internal sealed record FlushEvent(FlushOp Op, string By, IReadOnlyList<string> Pages) : Event
{
    /// <summary>Its number in this run, from 1; of an answer: the last one that is answered. Null outside a
    /// run.</summary>
    public int? Id { get; init; }

    /// <summary>Who has still to answer, after this.</summary>
    public IReadOnlyList<string> Owe { get; init; } = [];
}
