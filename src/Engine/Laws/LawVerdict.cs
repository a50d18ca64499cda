namespace Emulator.Engine.Laws;

/// <summary>What became of a law on one architecture.</summary>
public enum LawVerdict
{
    /// <summary>Proved over all well-formed entries.</summary>
    Holds,

    /// <summary>Some entry breaks it.</summary>
    Broken,

    /// <summary>It speaks of an optional member that the format lacks.</summary>
    NotChecked,

    /// <summary>Some entry breaks it, on purpose: the architecture says so.</summary>
    Exempt,
}
