namespace Emulator.Engine.Scenarios.Model;

/// <summary>The part of the vocabulary that a word belongs to, in the order in which they are listed.</summary>
internal enum Section
{
    Entries,
    Formulas,
    Flushes,
    Cores,
    Passes,
    Marks,
    Frames,
    Faults,
}
