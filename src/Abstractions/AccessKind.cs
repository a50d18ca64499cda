namespace Emulator;

/// <summary>What a core wants of a page.</summary>
public enum AccessKind
{
    /// <summary>A load.</summary>
    Read,

    /// <summary>A store.</summary>
    Write,

    /// <summary>An instruction fetch.</summary>
    Execute,
}
