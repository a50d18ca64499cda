using System.Runtime.CompilerServices;

namespace Emulator;

/// <summary>The vocabulary that formulas over entries are written in. Bit numbers are 0 to 63.</summary>
public static class Words
{
    extension<W>(W p) where W : struct, IWord<W>
    {
        /// <summary>Bit <paramref name="n"/> as an answer.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public W Bit(int n) => p >> n;

        /// <summary>The opposite answer.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public W Not() => ~p;

        /// <summary>The answer moved to bit <paramref name="n"/>, all other bits zero.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public W At(int n) => (p & W.Of(1)) << n;

        /// <summary>This word with bit <paramref name="n"/> replaced by an answer.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public W Put(int n, W bit) => (p & W.Of(~(1UL << n))) | bit.At(n);

        /// <summary>This word with the bits of <paramref name="mask"/> set.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public W Set(ulong mask) => p | W.Of(mask);

        /// <summary>This word with the bits of <paramref name="mask"/> cleared.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public W Clear(ulong mask) => p & W.Of(~mask);

        /// <summary>The bits of <paramref name="mask"/> alone.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public W Only(ulong mask) => p & W.Of(mask);

        /// <summary>This answer chooses: <paramref name="yes"/> where it is 1, else <paramref name="no"/>.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public W Choose(W yes, W no)
        {
            var mask = W.Spread(p);
            return (mask & yes) | (~mask & no);
        }
    }
}
