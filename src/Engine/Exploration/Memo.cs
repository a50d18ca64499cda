using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Emulator.Engine.Exploration;

/// <summary>What a step does to every state that looks the same to it.</summary>
/// <param name="Key">What it looked at.</param>
/// <param name="Keep">The bits that stay.</param>
/// <param name="Set">The bits that it sets.</param>
/// <param name="Violations">Properties that the transition violates.</param>
/// <param name="Flags">Bit 0: filled; bit 1: enabled.</param>
internal record struct Effect<S>(S Key, S Keep, S Set, uint Violations, uint Flags) where S : unmanaged, IBits<S>
{
    public const uint Filled = 1, Enabled = 2;

    public readonly bool IsEnabled => (Flags & Enabled) != 0;
}

/// <summary>The remembered effects of one step, by what it looked at.</summary>
/// <remarks>Most steps look at a few bits: once there are several effects, these number the places of a dense table.
/// Others are hashed.</remarks>
internal sealed class Memo<S> where S : unmanaged, IBits<S>
{
    private const int DenseBits = 10;
    private Effect<S>[] _table = new Effect<S>[1];
    private bool _isDense = Bmi2.X64.IsSupported;
    private int _count;
    private S _mask;

    /// <summary>Empty ones.</summary>
    public static Memo<S>[] Several(int count) => [.. Enumerable.Range(0, count).Select(_ => new Memo<S>())];

    /// <summary>The bits that the step looks at, as far as is known.</summary>
    public S Mask => _mask;

    /// <summary>The remembered effect, or the empty place where it belongs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref Effect<S> Find(S state) => ref _isDense
        ? ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_table), (nint)S.Extract(state, _mask))
        : ref Hashed(state);

    /// <summary>Looks at more bits from now on: what was remembered under fewer is forgotten.</summary>
    public void Widen(S mask)
    {
        _mask |= mask;
        (_table, _isDense, _count) = (new Effect<S>[16], false, 0);
    }

    public void Remember(S state, Effect<S> effect)
    {
        if (!_isDense && ++_count * 2 > _table.Length)
            Grow();
        Find(state) = effect with { Key = state & _mask, Flags = effect.Flags | Effect<S>.Filled };
    }

    private ref Effect<S> Hashed(S state)
    {
        var key = state & _mask;
        var table = _table;
        for (var at = (uint)key.Hash; ; at++)
        {
            ref var effect = ref table[at & (uint)(table.Length - 1)];
            if (effect.Flags == 0 || effect.Key.Equals(key))
                return ref effect;
        }
    }

    private void Grow()
    {
        var (old, bits) = (_table, S.Count(_mask));
        _isDense = Bmi2.X64.IsSupported && bits <= DenseBits;
        _table = new Effect<S>[_isDense ? 1 << bits : old.Length * 2];
        foreach (var effect in old)
            if (effect.Flags != 0)
                Find(effect.Key) = effect;
    }
}
