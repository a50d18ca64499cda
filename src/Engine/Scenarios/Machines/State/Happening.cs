using Emulator.Engine.Exploration;

namespace Emulator.Engine.Scenarios.Machines.State;

/// <summary>Things that have to happen somewhere for a property to be more than empty words.</summary>
internal static class Happening
{
    /// <summary>An access began again that wouldn't get through if it ran on alone: it may go round.</summary>
    public static readonly Signs Unresolved = new(1u << 31);

    public static readonly Signs Store = new(1), Load = new(2), DirtyCleared = new(4), Armed = new(8), Freed = new(16), AccessOver = new(32),
        Accessed = new(64), Questioned = new(128);
}
