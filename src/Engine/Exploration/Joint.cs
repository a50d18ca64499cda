using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Emulator.Engine.Exploration;

/// <summary>One of several steps, where it can be taken: what it does.</summary>
/// <param name="Keep">The bits that stay.</param>
/// <param name="Set">The bits that it sets.</param>
/// <param name="Violations">Properties that the transition violates.</param>
/// <param name="Step">The step's number.</param>
internal readonly record struct Taken<S>(S Keep, S Set, uint Violations, int Step) where S : unmanaged, IBits<S>;

/// <summary>What several steps do to a state, looked up at once where they look at few bits together.</summary>
internal sealed class Joint<S> where S : unmanaged, IBits<S>
{
    private const int MostBits = 12, CountBits = 16;
    private readonly Memo<S>[] _memos;
    private readonly Func<int, S, bool> _run;
    private bool _isWide = !Bmi2.X64.IsSupported;
    private int _used;

    // What the steps look at, and what can be taken by what they see there. Wide ones have one place, never filled.
    private S _mask;
    private uint[] _places = new uint[1];

    // First as many as there are steps, for what isn't remembered together; then what is.
    private Taken<S>[] _taken;

    /// <param name="memos">Their remembered effects.</param>
    /// <param name="run">Runs the step of a number in a state and remembers its effect; false: a field has outgrown its
    /// place.</param>
    /// <param name="mayEnd">Whether a thread may end where it has these steps.</param>
    public Joint(Memo<S>[] memos, Func<int, S, bool> run, bool mayEnd = false)
    {
        (_memos, _run, MayEnd) = (memos, run, mayEnd);
        _taken = new Taken<S>[_used = memos.Length];
    }

    public bool MayEnd { get; }

    public bool IsEmpty => _memos.Length == 0;

    /// <summary>Where the steps stand that can be taken from a state: how many plus one, and above it where the first
    /// is.</summary>
    /// <returns>0: a field has outgrown its place.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Find(S state)
    {
        var place = Bmi2.X64.IsSupported
            ? Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_places), (nint)S.Extract(state, _mask)) : 0;
        return place != 0 ? place : Gather(state);
    }

    /// <summary>Steps that can be taken.</summary>
    /// <param name="place">As found.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<Taken<S>> At(long place) =>
        MemoryMarshal.CreateReadOnlySpan(
            ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_taken), (nint)(place >> CountBits)),
            (int)((ushort)place) - 1);

    /// <summary>Steps that can be taken from a state that was looked at before: no field outgrows its place.</summary>
    public ReadOnlySpan<Taken<S>> Known(S state) =>
        Find(state) is not 0 and var place
            ? At(place)
            : throw new InvalidOperationException("a known state has become too wide");

    private long Gather(S state)
    {
        var count = 0;
        for (var step = 0; step < _memos.Length; step++)
        {
            ref var effect = ref _memos[step].Find(state);
            if (effect.Flags == 0)
            {
                if (!_run(step, state))
                    return 0;
                effect = ref _memos[step].Find(state);
            }
            if (effect.IsEnabled)
                _taken[count++] = new(effect.Keep, effect.Set, effect.Violations, step);
        }
        return (_isWide ? 0 : Remember(state, count)) is not 0 and var place ? place : count + 1;
    }

    // 0: they look at too much to be remembered together.
    private uint Remember(S state, int count)
    {
        S mask = default;
        foreach (var memo in _memos)
            mask |= memo.Mask;
        if (!mask.Equals(_mask) || _places.Length != 1 << S.Count(mask))
            Widen(mask);
        if (_isWide |= (_used + count) >> (32 - CountBits) != 0)
        {
            (_mask, _places) = (default, new uint[1]);
            return 0;
        }
        if (_used + count > _taken.Length)
            Array.Resize(ref _taken, _taken.Length * 2 + count);
        _taken.AsSpan(0, count).CopyTo(_taken.AsSpan(_used));
        var place = (uint)(_used << CountBits | (count + 1));
        _places[S.Extract(state, _mask)] = place;
        _used += count;
        return place;
    }

    private void Widen(S mask)
    {
        _isWide = S.Count(mask) > MostBits;
        (_mask, _places, _used) = (mask, new uint[_isWide ? 1 : 1 << S.Count(mask)], _memos.Length);
    }
}
