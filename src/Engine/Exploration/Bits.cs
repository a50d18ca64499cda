using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Emulator.Engine.Exploration;

/// <summary>A packed state: one, two or four words of 64 bits, without padding.</summary>
internal interface IBits<S> : IBitwiseOperators<S, S, S>, IEquatable<S> where S : unmanaged, IBits<S>
{
    /// <summary>A well-mixed number.</summary>
    ulong Hash { get; }

    /// <summary>A number whose high bits are well mixed. Where the mixing is whole, its highest
    /// <see cref="Mixing.Width"/> bits tell every state from every other.</summary>
    static abstract ulong Mix(S bits, Mixing mixing);

    /// <summary>The bits under a mask, close together.</summary>
    static abstract ulong Extract(S bits, S mask);

    /// <summary>How many bits a mask has.</summary>
    static abstract int Count(S mask);
}

internal readonly record struct Bits1(ulong A) : IBits<Bits1>
{
    public ulong Hash
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Mixed.Of(A);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mix(Bits1 bits, Mixing mixing) => mixing.Of(bits.A);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Extract(Bits1 bits, Bits1 mask) => Bmi2.X64.ParallelBitExtract(bits.A, mask.A);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Count(Bits1 mask) => BitOperations.PopCount(mask.A);

    public static Bits1 operator &(Bits1 x, Bits1 y) => new(x.A & y.A);

    public static Bits1 operator |(Bits1 x, Bits1 y) => new(x.A | y.A);

    public static Bits1 operator ^(Bits1 x, Bits1 y) => new(x.A ^ y.A);

    public static Bits1 operator ~(Bits1 x) => new(~x.A);
}

internal readonly record struct Bits2(ulong A, ulong B) : IBits<Bits2>
{
    public ulong Hash
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Mixed.Of(A ^ Mixed.Of(B));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mix(Bits2 bits, Mixing mixing) => bits.Hash;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Extract(Bits2 bits, Bits2 mask) =>
        Bmi2.X64.ParallelBitExtract(bits.A, mask.A)
            | Bmi2.X64.ParallelBitExtract(bits.B, mask.B) << BitOperations.PopCount(mask.A);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Count(Bits2 mask) => BitOperations.PopCount(mask.A) + BitOperations.PopCount(mask.B);

    public static Bits2 operator &(Bits2 x, Bits2 y) => new(x.A & y.A, x.B & y.B);

    public static Bits2 operator |(Bits2 x, Bits2 y) => new(x.A | y.A, x.B | y.B);

    public static Bits2 operator ^(Bits2 x, Bits2 y) => new(x.A ^ y.A, x.B ^ y.B);

    public static Bits2 operator ~(Bits2 x) => new(~x.A, ~x.B);
}

internal readonly record struct Bits4(Bits2 A, Bits2 B) : IBits<Bits4>
{
    public ulong Hash
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Mixed.Of(A.Hash ^ BitOperations.RotateLeft(B.Hash, 17));
    }

    public static ulong Mix(Bits4 bits, Mixing mixing) => bits.Hash;

    public static ulong Extract(Bits4 bits, Bits4 mask) => Bits2.Extract(bits.A, mask.A)
        | Bits2.Extract(bits.B, mask.B) << Bits2.Count(mask.A);

    public static int Count(Bits4 mask) => Bits2.Count(mask.A) + Bits2.Count(mask.B);

    public static Bits4 operator &(Bits4 x, Bits4 y) => new(x.A & y.A, x.B & y.B);

    public static Bits4 operator |(Bits4 x, Bits4 y) => new(x.A | y.A, x.B | y.B);

    public static Bits4 operator ^(Bits4 x, Bits4 y) => new(x.A ^ y.A, x.B ^ y.B);

    public static Bits4 operator ~(Bits4 x) => new(~x.A, ~x.B);
}

/// <summary>How packed states are hashed.</summary>
internal readonly struct Mixing
{
    private readonly int _half, _up;

    /// <param name="width">Bits in use, from the lowest on.</param>
    public Mixing(int width)
    {
        (Width, IsWhole) = (Math.Max(width, 32), width <= 64);
        (_half, _up) = (Width / 2, Math.Max(64 - Width, 0));
    }

    /// <summary>Bits of a hash that tell states apart, at the top.</summary>
    public int Width { get; }

    /// <summary>Whether states are of one word: no two have the same hash.</summary>
    public bool IsWhole { get; }

    /// <summary>Each step of it can be undone within the width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Of(ulong word)
    {
        word = (word ^ word >> _half) * 0x9e3779b97f4a7c15 << _up >> _up;
        return (word ^ word >> _half) * 0xd6e8feb86659fd93 << _up;
    }
}

internal static class Mixed
{
    // The finaliser of splitmix64, one multiplication less.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of(ulong x)
    {
        x = (x ^ (x >> 32)) * 0x9e3779b97f4a7c15;
        return x ^ (x >> 29);
    }

    /// <summary>A word of a packed state.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref ulong Word<S>(ref S bits, int word) where S : unmanaged =>
        ref Unsafe.Add(ref Unsafe.As<S, ulong>(ref bits), word);
}
