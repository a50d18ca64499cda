using Emulator.Engine.Memory;

namespace Emulator.Engine.Passes;

/// <summary>What a pass did.</summary>
/// <param name="Changed">Entries changed, counting a page once per VMA that maps it. Linux: the return value.</param>
/// <param name="Touched">From the first to the last page offset changed; null where nothing was.</param>
public readonly record struct PassResult(ulong Changed, PgoffRange? Touched)
{
    /// <summary>This and what was done to another VMA.</summary>
    internal PassResult With(ulong changed, PgoffRange touched) => changed == 0 ? this : new(
        Changed + changed,
        Touched is { } t ? new(Math.Min(t.Start, touched.Start), Math.Max(t.End, touched.End)) : touched);
}
