using System.Globalization;
using System.Runtime.CompilerServices;

namespace Emulator;

/// <summary>One page-table entry, as it stands in memory: 64 bits in the architecture's own format. Linux:
/// <c>pte_t</c>.</summary>
/// <param name="Value">The bits.</param>
public readonly record struct Pte(ulong Value) : IWord<Pte>
{
    /// <summary>Reads an answer: bit 0.</summary>
    public bool IsTrue
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (Value & 1) != 0;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pte Of(ulong value) => new(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pte Spread(Pte answer) => new(0UL - (answer.Value & 1));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pte IsZero(Pte word) => new(word.Value == 0 ? 1UL : 0);

    /// <summary>Bitwise and.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pte operator &(Pte left, Pte right) => new(left.Value & right.Value);

    /// <summary>Bitwise or.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pte operator |(Pte left, Pte right) => new(left.Value | right.Value);

    /// <summary>Bitwise exclusive or.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pte operator ^(Pte left, Pte right) => new(left.Value ^ right.Value);

    /// <summary>Every bit flipped.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pte operator ~(Pte value) => new(~value.Value);

    /// <summary>Shift to higher bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pte operator <<(Pte value, int shift) => new(value.Value << shift);

    /// <summary>Shift to lower bits, zeros moving in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pte operator >>(Pte value, int shift) => new(value.Value >> shift);

    /// <summary>Shift to lower bits, zeros moving in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pte operator >>>(Pte value, int shift) => new(value.Value >>> shift);

    /// <summary>Hexadecimal, as the kernel prints an entry: <c>0x8000000000000067</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"0x{Value:x}");
}
