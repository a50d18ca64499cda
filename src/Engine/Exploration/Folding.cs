using System.Runtime.CompilerServices;

namespace Emulator.Engine.Exploration;

/// <summary>Folds states that differ only in which of several threads with the same text does what: their blocks are
/// put in order.</summary>
internal sealed class Folding<S>(Layout layout) where S : unmanaged, IBits<S>
{
    private readonly Layout.Block[][] _groups = [.. layout.Blocks];

    /// <summary>The one state that stands for all those that differ in the order of threads alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public S Fold(S state) => _groups.Length == 0 ? state : Sorted(state);

    private S Sorted(S state)
    {
        foreach (var blocks in _groups)
            for (var end = blocks.Length - 1; end > 0; end--)
                for (var at = 0; at < end; at++)
                    Order(ref state, blocks[at], blocks[at + 1]);
        return state;
    }

    private static void Order(ref S state, Layout.Block a, Layout.Block b)
    {
        ref var first = ref Mixed.Word(ref state, a.Word);
        ref var second = ref Mixed.Word(ref state, b.Word);
        var (x, y) = (first >> a.Shift & a.Mask, second >> b.Shift & b.Mask);
        if (x <= y)
            return;
        first = first & ~(a.Mask << a.Shift) | y << a.Shift;
        second = second & ~(b.Mask << b.Shift) | x << b.Shift;
    }
}
