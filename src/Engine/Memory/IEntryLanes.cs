namespace Emulator.Engine.Memory;

/// <summary>Neighbouring entries as one word: the formulas of a format, several entries at a time.</summary>
internal interface IEntryLanes<W> : IWord<W> where W : struct, IEntryLanes<W>
{
    /// <summary>How many entries it holds.</summary>
    static abstract int Length { get; }

    /// <summary>Bit k: the answer of entry k.</summary>
    uint Answers { get; }

    /// <summary>Whether some entry answers yes.</summary>
    bool Any { get; }

    /// <summary>The entries from an aligned address on.</summary>
    static abstract unsafe W Load(byte* entries);
}
