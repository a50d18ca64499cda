using System.Numerics;
using System.Runtime.CompilerServices;

namespace Emulator.Engine.Memory;

/// <summary>A record of dirty pages: one bit per page offset. Bits are set one by one and taken all at once.</summary>
/// <remarks>Setting isn't atomic, as in the kernel (<c>__set_bit</c>): whoever sets holds the lock that orders
/// it.</remarks>
public sealed class DirtyBitmap
{
    private readonly ulong[] _words;

    /// <summary>Makes one with no bit set.</summary>
    /// <param name="pgoff">The page offset of bit 0. Linux: <c>bitmap_pgoff</c>.</param>
    /// <param name="bits">How many bits.</param>
    public DirtyBitmap(ulong pgoff, ulong bits)
    {
        (Pgoff, Bits) = (pgoff, bits);
        _words = new ulong[checked((int)((bits + 63) / 64))];
    }

    /// <summary>The page offset of bit 0.</summary>
    public ulong Pgoff { get; }

    /// <summary>How many bits.</summary>
    public ulong Bits { get; }

    /// <summary>Bits set.</summary>
    public ulong Count
    {
        get
        {
            ulong count = 0;
            foreach (var word in _words)
                count += (ulong)BitOperations.PopCount(word);
            return count;
        }
    }

    /// <summary>The page offsets that it has a bit for.</summary>
    public PgoffRange Offsets => new(Pgoff, Pgoff + Bits);

    /// <summary>Whether the bit of a page offset is set.</summary>
    public bool this[ulong pgoff] => (_words[(pgoff - Pgoff) / 64] >> (int)((pgoff - Pgoff) % 64) & 1) != 0;

    /// <summary>Sets the bit of a page offset.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set(ulong pgoff)
    {
        var bit = pgoff - Pgoff;
        _words[bit >> 6] |= 1UL << (int)(bit & 63);
    }

    /// <summary>Sets the bits of up to 64 page offsets.</summary>
    /// <param name="pgoff">The page offset that bit 0 of the mask stands for; it may lie below the bitmap where that
    /// bit is 0.</param>
    /// <param name="mask">Bit k: page offset <paramref name="pgoff"/> + k.</param>
    public void Set(ulong pgoff, ulong mask)
    {
        if (mask == 0)
            return;
        var skipped = BitOperations.TrailingZeroCount(mask);
        var bit = unchecked(pgoff + (ulong)skipped - Pgoff);
        mask >>= skipped;
        var shift = (int)(bit & 63);
        _words[bit >> 6] |= mask << shift;
        if (shift != 0 && mask >> (64 - shift) is not 0 and var rest)
            _words[(bit >> 6) + 1] |= rest;
    }

    /// <summary>Clears every bit.</summary>
    public void Clear() => Array.Clear(_words);

    /// <summary>Takes over the bits of <paramref name="other"/>, which covers the same pages.</summary>
    public void CopyFrom(DirtyBitmap other) => other._words.CopyTo(_words, 0);

    /// <summary>How many bits are set here and not in <paramref name="other"/>, which covers the same pages.</summary>
    public ulong CountWithout(DirtyBitmap other)
    {
        ulong count = 0;
        for (var i = 0; i < _words.Length; i++)
            count += (ulong)BitOperations.PopCount(_words[i] & ~other._words[i]);
        return count;
    }

    /// <summary>The page offsets whose bits are set, in order.</summary>
    public IEnumerable<ulong> Pages()
    {
        for (var i = 0; i < _words.Length; i++)
            for (var word = _words[i]; word != 0; word &= word - 1)
                yield return Pgoff + (ulong)i * 64 + (ulong)BitOperations.TrailingZeroCount(word);
    }
}
