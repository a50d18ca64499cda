namespace Emulator;

/// <summary>A page frame number: a physical address without its offset in the page.</summary>
/// <param name="Value">In frames of the architecture's page size.</param>
public readonly record struct Pfn(ulong Value);
