using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Emulator.Engine.Memory;

/// <summary>Sixteen neighbouring entries of 4 bytes as one word. A formula's bits above 31 are left out: law W1 holds
/// its answers against those of whole words.</summary>
/// <param name="Value">Lane k holds entry k.</param>
public readonly record struct NarrowPteVector(Vector512<uint> Value) : IEntryLanes<NarrowPteVector>
{
    /// <inheritdoc/>
    public static int Length => 16;

    /// <inheritdoc/>
    public uint Answers
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (uint)(Value << 31).ExtractMostSignificantBits();
    }

    /// <inheritdoc/>
    public bool Any
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (Value & Vector512<uint>.One) != Vector512<uint>.Zero;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe NarrowPteVector Load(byte* entries) => new(Vector512.LoadAligned((uint*)entries));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NarrowPteVector Of(ulong value) => new(Vector512.Create((uint)value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NarrowPteVector Spread(NarrowPteVector answer) =>
        new(Vector512<uint>.Zero - (answer.Value & Vector512<uint>.One));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NarrowPteVector IsZero(NarrowPteVector word) =>
        new(Vector512.Equals(word.Value, Vector512<uint>.Zero));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NarrowPteVector operator &(NarrowPteVector left, NarrowPteVector right) =>
        new(left.Value & right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NarrowPteVector operator |(NarrowPteVector left, NarrowPteVector right) =>
        new(left.Value | right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NarrowPteVector operator ^(NarrowPteVector left, NarrowPteVector right) =>
        new(left.Value ^ right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NarrowPteVector operator ~(NarrowPteVector value) => new(~value.Value);

    // A vector's shift counts modulo 32.
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NarrowPteVector operator <<(NarrowPteVector value, int shift) =>
        new((shift & 63) < 32 ? value.Value << shift : Vector512<uint>.Zero);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NarrowPteVector operator >>(NarrowPteVector value, int shift) => value >>> shift;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NarrowPteVector operator >>>(NarrowPteVector value, int shift) =>
        new((shift & 63) < 32 ? value.Value >>> shift : Vector512<uint>.Zero);
}
