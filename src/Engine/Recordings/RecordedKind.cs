namespace Emulator.Engine.Recordings;

/// <summary>What a recorded access does.</summary>
public enum RecordedKind
{
    /// <summary>An instruction fetch; lackey's <c>I</c>.</summary>
    Fetch,

    /// <summary>A load; lackey's <c>L</c>.</summary>
    Load,

    /// <summary>A store; lackey's <c>S</c>.</summary>
    Store,

    /// <summary>A load and then a store to the same address; lackey's <c>M</c>.</summary>
    Modify,
}
