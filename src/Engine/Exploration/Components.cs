using System.Runtime.InteropServices;

namespace Emulator.Engine.Exploration;

/// <summary>Finds the strongly connected components without a way out, among states that are all there is to be reached
/// from them (R. E. Tarjan, 1972; with a stack of its own in place of recursion).</summary>
/// <param name="index">The states.</param>
/// <param name="promised">The steps between them.</param>
/// <param name="closed">Told of each component without a way out: the numbers of its states.</param>
internal sealed class Components<S>(StateIndex<S> index, Promised<S> promised, Components<S>.Closed closed)
    where S : unmanaged, IBits<S>
{
    /// <summary>What is allocated for each state, at most, edges apart.</summary>
    public const int BytesPerState = 25;

    private const uint Done = uint.MaxValue;
    private readonly uint[] _order = new uint[index.Count], _lowest = new uint[index.Count];
    private readonly bool[] _leaves = new bool[index.Count];
    private readonly List<uint> _open = [], _edges = [];
    private readonly List<(uint State, int Edges)> _way = [];
    private uint _entered;

    public delegate void Closed(ReadOnlySpan<uint> states);

    /// <summary>Follows everything that is reached from a state and wasn't yet.</summary>
    public void From(uint root)
    {
        if (_order[root] != 0)
            return;
        Enter(root);
        while (_way.Count > 0)
        {
            var (state, first) = _way[^1];
            if (_edges.Count == first)
                Leave(state);
            else if (_edges[^1] is var next && _order[next] == 0)
                Enter(next);   // its edge stays: it is met when all behind it is known
            else
            {
                _edges.RemoveAt(_edges.Count - 1);
                Meet(state, next);
            }
        }
    }

    private void Enter(uint state)
    {
        _order[state] = _lowest[state] = ++_entered;
        _open.Add(state);
        _way.Add((state, _edges.Count));
        foreach (var next in promised.After(index[state]))
            _edges.Add(index.Find(next));
    }

    private void Meet(uint state, uint next)
    {
        if (_lowest[next] == Done)
            _leaves[state] = true;
        else
            _lowest[state] = Math.Min(_lowest[state], _lowest[next]);
    }

    private void Leave(uint state)
    {
        _way.RemoveAt(_way.Count - 1);
        if (_lowest[state] != _order[state])
            return;
        var first = _open.LastIndexOf(state);
        var component = CollectionsMarshal.AsSpan(_open)[first..];
        var leaves = false;
        foreach (var member in component)
        {
            leaves |= _leaves[member];
            _lowest[member] = Done;
        }
        if (!leaves)
            closed(component);
        _open.RemoveRange(first, _open.Count - first);
    }
}
