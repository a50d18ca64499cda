namespace Emulator.Engine.Memory;

/// <summary>Virtual pages, half-open.</summary>
/// <param name="Start">The first page.</param>
/// <param name="End">The page after the last.</param>
public readonly record struct VpnRange(Vpn Start, Vpn End)
{
    /// <summary>No page.</summary>
    public static VpnRange Empty => new(new(ulong.MaxValue), new(0));

    /// <summary>Whether it has no page.</summary>
    public bool IsEmpty => Start.Value >= End.Value;

    /// <summary>How many pages.</summary>
    public ulong Length => IsEmpty ? 0 : End.Value - Start.Value;

    /// <summary>Whether <paramref name="page"/> is one of them.</summary>
    public bool Contains(Vpn page) => page.Value >= Start.Value && page.Value < End.Value;

    /// <summary>The smallest range that has the pages of both.</summary>
    public VpnRange Widen(VpnRange other) =>
        new(new(Math.Min(Start.Value, other.Start.Value)), new(Math.Max(End.Value, other.End.Value)));
}

/// <summary>Page offsets of a mapping, half-open.</summary>
/// <param name="Start">The first offset, in pages.</param>
/// <param name="End">The offset after the last.</param>
public readonly record struct PgoffRange(ulong Start, ulong End)
{
    /// <summary>Every page of a mapping.</summary>
    public static PgoffRange All => new(0, ulong.MaxValue);

    /// <summary>Whether it has no page.</summary>
    public bool IsEmpty => Start >= End;

    /// <summary>How many pages.</summary>
    public ulong Length => IsEmpty ? 0 : End - Start;

    /// <summary>The pages of both.</summary>
    public PgoffRange Intersect(PgoffRange other) => new(Math.Max(Start, other.Start), Math.Min(End, other.End));
}
