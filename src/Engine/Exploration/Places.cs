using System.Runtime.CompilerServices;

namespace Emulator.Engine.Exploration;

/// <summary>A node of a thread, with what is remembered of its steps.</summary>
internal sealed class Place<S>(Joint<S> steps, bool mayEnd) where S : unmanaged, IBits<S>
{
    public readonly Joint<S> Steps = steps;
    public readonly bool MayEnd = mayEnd;
}

/// <summary>Where threads stand, by the bits of a packed state.</summary>
internal sealed class Places<S>(Machine machine, Layout layout, Effects<S> effects) where S : unmanaged, IBits<S>
{
    private readonly Place<S>[][] _places = [.. machine.Nodes.Select(_ => Array.Empty<Place<S>>())];
    private readonly Layout.Block[] _pcs = [.. machine.Pc.Select(pc => layout[pc.Index])
        .Select(p => new Layout.Block(p.Word, p.Shift, p.Width == 0 ? 0 : ulong.MaxValue >> (64 - p.Width)))];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Place<S> Of(S state, int thread)
    {
        ref readonly var pc = ref _pcs[thread];
        var id = Mixed.Word(ref state, pc.Word) >> pc.Shift & pc.Mask;
        var places = _places[thread];
        return id < (ulong)places.Length ? places[id] : More(thread)[id];
    }

    private Place<S>[] More(int thread)
    {
        var (domain, known) = (machine.Pc[thread].Domain, _places[thread]);
        return _places[thread] = [.. known, .. Enumerable.Range(known.Length, domain.Count - known.Length)
            .Select(id => Of(machine.Nodes[thread][(int)domain[id].Bits], thread))];
    }

    private Place<S> Of(Node node, int thread) => new(effects.OfThread(thread, node.Steps), node.MayEnd);
}
