using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Emulator.Engine.Memory;

/// <summary>Eight neighbouring entries as one word: the formulas of a format, eight at a time.</summary>
/// <param name="Value">Lane k holds entry k.</param>
public readonly record struct PteVector(Vector512<ulong> Value) : IEntryLanes<PteVector>
{
    /// <inheritdoc/>
    public static int Length => 8;

    /// <inheritdoc/>
    public uint Answers
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (uint)(Value << 63).ExtractMostSignificantBits();
    }

    /// <inheritdoc/>
    public bool Any
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (Value & Vector512<ulong>.One) != Vector512<ulong>.Zero;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe PteVector Load(byte* entries) => new(Vector512.LoadAligned((ulong*)entries));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PteVector Of(ulong value) => new(Vector512.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PteVector Spread(PteVector answer) =>
        new(Vector512<ulong>.Zero - (answer.Value & Vector512<ulong>.One));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PteVector IsZero(PteVector word) => new(Vector512.Equals(word.Value, Vector512<ulong>.Zero));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PteVector operator &(PteVector left, PteVector right) => new(left.Value & right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PteVector operator |(PteVector left, PteVector right) => new(left.Value | right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PteVector operator ^(PteVector left, PteVector right) => new(left.Value ^ right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PteVector operator ~(PteVector value) => new(~value.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PteVector operator <<(PteVector value, int shift) => new(value.Value << shift);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PteVector operator >>(PteVector value, int shift) => new(value.Value >>> shift);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PteVector operator >>>(PteVector value, int shift) => new(value.Value >>> shift);
}
