using System.Numerics;

namespace Emulator;

/// <summary>A word of 64 bits that formulas over page-table entries are written in.</summary>
/// <remarks>
/// The engine supplies three: one entry (<see cref="Pte"/>), a vector of eight, and a symbolic word for proofs. A
/// formula is therefore bitwise: it can't compare a word or branch on it. Answers stand in bit 0; whoever reads an
/// answer ignores the other bits. Shifts are logical.
/// </remarks>
/// <typeparam name="W">The word itself.</typeparam>
public interface IWord<W> : IBitwiseOperators<W, W, W>, IShiftOperators<W, int, W> where W : struct, IWord<W>
{
    /// <summary>A constant: <paramref name="value"/> in every entry.</summary>
    static abstract W Of(ulong value);

    /// <summary>All 64 bits equal to bit 0 of <paramref name="answer"/>: the mask of a conditional select.</summary>
    static abstract W Spread(W answer);

    /// <summary>Whether all 64 bits are zero, as an answer in bit 0.</summary>
    static abstract W IsZero(W word);
}
