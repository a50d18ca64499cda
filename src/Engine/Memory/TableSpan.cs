namespace Emulator.Engine.Memory;

/// <summary>Neighbouring slots of one table, half-open: what one hold of its lock covers.</summary>
/// <param name="Table">The leaf table; null where an upper-level entry maps a huge page.</param>
/// <param name="From">The first slot.</param>
/// <param name="To">The slot after the last.</param>
/// <param name="Pages">The virtual pages of the span.</param>
/// <param name="Huge">The upper-level entry, where <paramref name="Table"/> is null.</param>
public readonly record struct TableSpan(LeafTable? Table, int From, int To, VpnRange Pages, Pte Huge);
