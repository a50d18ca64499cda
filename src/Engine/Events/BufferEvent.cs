namespace Emulator.Engine.Events;

/// <summary>The oldest store in a core's store buffer became visible.</summary>
/// <param name="Kind">A store to what.</param>
/// <param name="What">To what: a variable's name, a page's entry, a lock.</param>
internal sealed record BufferEvent(BufferedKind Kind, string What) : Event
{
    /// <summary>The variable's value.</summary>
    public long? Value { get; init; }

    /// <summary>The entry before.</summary>
    public Pte? Before { get; init; }

    /// <summary>The entry after.</summary>
    public Pte? After { get; init; }
}

/// <summary>What a plain store of kernel code is to.</summary>
internal enum BufferedKind
{
    Variable,
    Entry,
    Release,
}
