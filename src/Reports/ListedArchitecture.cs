namespace Emulator.Reports;

/// <summary>An architecture that was loaded, and what it says of itself.</summary>
internal sealed record ListedArchitecture
{
    public required string Name { get; init; }

    public required string Plugin { get; init; }

    public required string Version { get; init; }

    /// <summary>The plugin's DLL.</summary>
    public required string File { get; init; }

    /// <summary>Who sets dirty, in words.</summary>
    public required string DirtySetBy { get; init; }

    public required FlushReach Reach { get; init; }

    public required PteFeatures Features { get; init; }

    /// <summary>What scenarios can say of it by <c>where</c>; empty where its formulas throw.</summary>
    public required IReadOnlyList<string> Traits { get; init; }

    /// <summary>The bug that a historic one was shipped with; null for one of today.</summary>
    public required string? History { get; init; }

    public required IReadOnlyList<LawExemption> Exemptions { get; init; }

    public required IReadOnlyList<PteBit> Bits { get; init; }

    /// <summary>How far a flush reaches, in words.</summary>
    public string Flush => Reach switch
    {
        FlushReach.Interrupt => "interrupt",
        FlushReach.Broadcast => "broadcast",
        _ => "with the change",
    };

    /// <summary>Members that the format needn't have, in words.</summary>
    public IReadOnlyList<string> Optional => FeatureNames.Of(Features);
}
