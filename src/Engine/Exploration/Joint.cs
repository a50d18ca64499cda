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
/// <param name="memos">Their remembered effects.</param>
/// <param name="run">Runs the step of a number in a state and remembers its effect; false: a field has outgrown its place.</param>
internal sealed class Joint<S>(Memo<S>[] memos, Func<int, S, bool> run) where S : unmanaged, IBits<S>
{
    // A place of the table: how many can be taken plus one, in the low bits; above, where the first stands. 0: not known yet.
    private const int MostBits = 12, CountBits = 6, MostSteps = (1 << CountBits) - 2;
    private readonly Taken<S>[] _together = new Taken<S>[memos.Length];
    private uint[] _table = new uint[1];
    private Taken<S>[] _taken = [];
    private int _used;
    private S _mask;
    private bool _isWide = !Bmi2.X64.IsSupported || memos.Length > MostSteps;

    /// <summary>The steps that can be taken from a state.</summary>
    /// <returns>False: a field has outgrown its place.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryFind(S state, out ReadOnlySpan<Taken<S>> taken)
    {
        var place = _isWide ? 0 : Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_table), (nint)S.Extract(state, _mask));
        if (place == 0)
            return TryGather(state, out taken);
        taken = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_taken), (nint)(place >> CountBits)), (int)(place & (MostSteps + 1)) - 1);
        return true;
    }

    private bool TryGather(S state, out ReadOnlySpan<Taken<S>> taken)
    {
        var count = 0;
        taken = default;
        for (var step = 0; step < memos.Length; step++)
        {
            ref var effect = ref memos[step].Find(state);
            if (effect.Flags == 0)
            {
                if (!run(step, state))
                    return false;
                effect = ref memos[step].Find(state);
            }
            if (effect.IsEnabled)
                _together[count++] = new(effect.Keep, effect.Set, effect.Violations, step);
        }
        taken = _together.AsSpan(0, count);
        if (!_isWide)
            Remember(state, taken);
        return true;
    }

    private void Remember(S state, ReadOnlySpan<Taken<S>> taken)
    {
        S mask = default;
        foreach (var memo in memos)
            mask |= memo.Mask;
        if (!mask.Equals(_mask) || _table.Length != 1 << S.Count(mask))
            Widen(mask);
        if (_isWide)
            return;
        if (_used + taken.Length > _taken.Length)
            Array.Resize(ref _taken, Math.Max(_taken.Length * 2, _used + taken.Length));
        taken.CopyTo(_taken.AsSpan(_used));
        _table[S.Extract(state, _mask)] = (uint)(_used << CountBits | (taken.Length + 1));
        _used += taken.Length;
    }

    private void Widen(S mask)
    {
        _mask = mask;
        _isWide = S.Count(mask) > MostBits;
        _table = new uint[_isWide ? 1 : 1 << S.Count(mask)];
        _used = 0;
    }
}
