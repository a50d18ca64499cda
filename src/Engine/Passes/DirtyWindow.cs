using Emulator.Engine.Memory;

namespace Emulator.Engine.Passes;

/// <summary>The first and last dirty bits that a driver knows of, half-open and relative to its bitmap: the two
/// counters that <c>apply_as_clean</c> takes and gives back.</summary>
/// <param name="Start">The first dirty bit.</param>
/// <param name="End">The bit after the last one.</param>
public readonly record struct DirtyWindow(ulong Start, ulong End)
{
    /// <summary>The window after a clean pass.</summary>
    /// <param name="nr">The pages asked for: what an empty window starts from, whatever the bitmap's size.</param>
    /// <param name="recorded">The page offsets recorded, or null.</param>
    /// <param name="bitmapPgoff">The page offset of bit 0.</param>
    public DirtyWindow After(ulong nr, PgoffRange? recorded, ulong bitmapPgoff)
    {
        var window = Start >= End ? new DirtyWindow(nr, 0) : this;
        return recorded is { } r
            ? new(Math.Min(window.Start, r.Start - bitmapPgoff), Math.Max(window.End, r.End - bitmapPgoff))
            : window;
    }
}
