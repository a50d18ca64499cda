using System.Runtime.CompilerServices;

namespace Emulator.Engine.Exploration;

/// <summary>Where threads stand, by the bits of a packed state.</summary>
internal sealed class Places<S>(Machine machine, Layout layout, Effects<S> effects) where S : unmanaged, IBits<S>
{
    private readonly Joint<S>[][] _places = [.. machine.Nodes.Select(_ => Array.Empty<Joint<S>>())];
    private readonly Layout.Block[] _pcs = [.. machine.Pc.Select(pc => layout[pc.Index])
        .Select(p => new Layout.Block(p.Word, p.Shift, p.Width == 0 ? 0 : ulong.MaxValue >> (64 - p.Width)))];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Joint<S> Of(S state, int thread)
    {
        ref readonly var pc = ref _pcs[thread];
        var id = Mixed.Word(ref state, pc.Word) >> pc.Shift & pc.Mask;
        var places = _places[thread];
        return id < (ulong)places.Length ? places[id] : More(thread)[id];
    }

    private Joint<S>[] More(int thread)
    {
        var (domain, known) = (machine.Pc[thread].Domain, _places[thread]);
        return _places[thread] = [.. known, .. Enumerable.Range(known.Length, domain.Count - known.Length)
            .Select(id => effects.OfThread(thread, machine.Nodes[thread][(int)domain[id].Bits]))];
    }
}
