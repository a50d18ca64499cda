namespace Emulator.Engine.Exploration;

/// <summary>What happens to a state sooner or later: a step of each thread that may not stay where it is, and answers.
/// A core's whim is promised by nobody, and neither is one more round of a thread that may end where it
/// stands.</summary>
internal sealed class Promised<S> where S : unmanaged, IBits<S>
{
    private readonly Places<S> _places;
    private readonly Joint<S> _answers;
    private readonly Folding<S> _folding;
    private readonly int _threads;
    private readonly S _owed, _landing;
    private S[] _after = new S[16];
    private int _count;

    /// <param name="machine">Its threads.</param>
    /// <param name="packing">Where its fields stand.</param>
    /// <param name="folding">How its states are folded.</param>
    /// <param name="places">What its threads do.</param>
    /// <param name="answers">Its acknowledgements.</param>
    public Promised(Machine machine, Packing<S> packing, Folding<S> folding, Places<S> places, Joint<S> answers)
    {
        (_places, _answers, _folding, _threads) = (places, answers, folding, machine.Nodes.Count);
        foreach (var field in machine.Owed)
            _owed |= packing.MaskOf(field.Index);
        foreach (var field in machine.Landing)
            _landing |= packing.MaskOf(field.Index);
    }

    /// <summary>Whether every thread may stay where it is, and nothing done is still to be seen.</summary>
    public bool IsEnd(S state)
    {
        for (var thread = 0; thread < _threads; thread++)
            if (!_places.Of(state, thread).MayEnd)
                return false;
        return (state & _landing).Equals(default);
    }

    /// <summary>The states that these steps lead to, folded. The next call overwrites them.</summary>
    public ReadOnlySpan<S> After(S state)
    {
        _count = 0;
        for (var thread = 0; thread < _threads; thread++)
            if (_places.Of(state, thread) is { MayEnd: false } steps)
                Add(steps, state);
        if (!(state & _owed).Equals(default))
            Add(_answers, state);
        return _after.AsSpan(0, _count);
    }

    private void Add(Joint<S> joint, S state)
    {
        foreach (ref readonly var step in joint.Known(state))
        {
            if (_count == _after.Length)
                Array.Resize(ref _after, 2 * _count);
            _after[_count++] = _folding.Fold(state & step.Keep | step.Set);
        }
    }
}
