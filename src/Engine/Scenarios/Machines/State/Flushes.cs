using Emulator.Engine.Events;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.State;

/// <summary>The TLBs of a machine's cores, and the flushes under way.</summary>
internal class Flushes
{
    private readonly World _world;
    private readonly Field?[][] _tlb;
    private readonly Field?[][] _asked;
    private readonly (Field Awaited, Field Sent)?[] _arms;
    private readonly Field?[] _loaded;

    public Flushes(World world)
    {
        _world = world;
        var threads = world.Text.Threads;
        _tlb = [.. threads.Select((t, n) =>
            world.Pages.Select(p => t.HasTlb ? world.OfThread(n, $"tlb {p.Name}") : null).ToArray())];
        _asked = [.. threads.Select((_, receiver) => threads.Select((_, sender) => AskedField(receiver, sender)).ToArray())];
        _arms = [.. threads.Select((t, n) => t.ArmsByFlush && world.Asks(Property.NoWritableAfterFlush)
            ? (world.OfThread(n, "awaited", 1), world.OfThread(n, "sent", 1)) : ((Field, Field)?)null)];
        _loaded = [.. threads.Select((t, n) => t.SwitchesMm ? world.OfThread(n, "mm", 1) : null)];
        world.Machine.Owed.AddRange(_asked.SelectMany(a => a).OfType<Field>());
    }

    protected World World => _world;

    /// <summary>A mask of every page.</summary>
    public ulong All => _world.Pages.Count == 64 ? ulong.MaxValue : (1UL << _world.Pages.Count) - 1;

    public bool HasTlb(int thread) => _tlb[thread].Length > 0 && _tlb[thread][0] is not null;

    /// <summary>Whether a core has the mm loaded; null where it always has.</summary>
    public Field? Loaded(int thread) => _loaded[thread];

    /// <summary>Whether a core may walk, and fill its TLB.</summary>
    public bool IsLoaded(Context c, int thread) => _loaded[thread] is not { } field || c[field].IsTrue;

    /// <summary>A core takes up the mm, or puts it away with all its translations.</summary>
    public virtual void Load(Context c, int thread, bool loads)
    {
        if (_loaded[thread] is { } field)
            c[field] = loads;
        if (!loads)
            Drop(c, thread, All, TlbCause.Mm);
    }

    /// <summary>A core's translation of a page; null where the core has no TLB.</summary>
    public Field? Tlb(int thread, int page) => _tlb[thread][page];

    /// <summary>What a core has still to answer to a sender; null where that can't be.</summary>
    public Field? Asked(int receiver, int sender) => _asked[receiver][sender];

    public Cell Cached(Context c, int thread, int page) => _tlb[thread][page] is { } field ? c[field] : default;

    public void Fill(Context c, int thread, int page, Pte cached)
    {
        if (_tlb[thread][page] is { } field)
            c[field] = cached;
    }

    /// <summary>Drops translations of a core.</summary>
    /// <param name="c">The state.</param>
    /// <param name="thread">The core.</param>
    /// <param name="pages">A mask.</param>
    /// <param name="cause">Why.</param>
    public virtual void Drop(Context c, int thread, ulong pages, TlbCause cause)
    {
        for (var page = 0; page < _world.Pages.Count; page++)
        {
            if ((pages >> page & 1) == 0 || _tlb[thread][page] is not { } field)
                continue;
            if (c.Tell is { } tell && c[field].Pte is var cached && cached != default)
                tell(new TlbEvent(_world.Pages[page].Name, Fills: false, cached, cause)
                {
                    Core = _world.Text.Threads[thread].Name,
                });
            c[field] = default;
        }
    }

    public void DropEverywhere(Context c, ulong pages, TlbCause cause)
    {
        for (var thread = 0; thread < _tlb.Length; thread++)
            Drop(c, thread, pages, cause);
    }

    /// <summary>The first half of a flush: drops the own entries, asks every other core.</summary>
    /// <param name="c">The state.</param>
    /// <param name="sender">Who flushes.</param>
    /// <param name="pages">A mask.</param>
    /// <param name="by">For a word or for a pass.</param>
    public virtual void Issue(Context c, int sender, ulong pages, By by)
    {
        Drop(c, sender, pages, TlbCause.Local);
        for (var receiver = 0; receiver < _tlb.Length; receiver++)
            if (_asked[receiver][sender] is { } asked)
                c[asked] = c[asked].Bits | pages;
        if (_arms[sender] is { } arms)
            c[arms.Sent] = c[arms.Sent].Bits | (c[arms.Awaited].Bits & pages);
    }

    /// <summary>The cores that have still to answer a sender.</summary>
    public IReadOnlyList<string> OwedTo(Context c, int sender) =>
        [.. Owing(c, sender).Select(receiver => _world.Text.Threads[receiver].Name)];

    /// <summary>The second half: possible when every core has answered all that this sender ever asked.</summary>
    public virtual bool TryComplete(Context c, int sender)
    {
        if (Owing(c, sender).Any())
        {
            c.Tell?.Invoke(new WaitEvent { OwedBy = OwedTo(c, sender) });
            return false;
        }
        if (_arms[sender] is not { } arms || !c[arms.Sent].IsTrue)
            return true;
        Arm(c, c[arms.Sent].Bits);
        c[arms.Awaited] = c[arms.Awaited].Bits & ~c[arms.Sent].Bits;
        c[arms.Sent] = 0;
        return true;
    }

    /// <summary>A flush inside a single step: answered at once.</summary>
    /// <returns>False: a store under way has to land first.</returns>
    public bool TryAtOnce(Context c, int sender, ulong pages)
    {
        for (var thread = 0; thread < _tlb.Length; thread++)
            if (!_world.Order.TryInvalidate(c, thread, pages))
                return false;
        DropEverywhere(c, pages, TlbCause.Flush);
        if (_arms[sender] is not { } arms)
            return true;
        Arm(c, c[arms.Awaited].Bits & pages);
        c[arms.Awaited] = c[arms.Awaited].Bits & ~pages;
        return true;
    }

    /// <summary>From now on no translation of these pages may let a store through.</summary>
    public void Arm(Context c, ulong pages)
    {
        if (!_world.Asks(Property.NoWritableAfterFlush) || pages == 0)
            return;
        c.Signs |= Happening.Armed;
        c[_world.Armed] = c[_world.Armed].Bits | pages;
    }

    /// <summary>A write-protect pass has ended: its pages are armed now, or by the thread's own flush.</summary>
    public void PassEnded(Context c, int thread, ulong pages, bool flushed)
    {
        if (flushed)
            Arm(c, pages);
        else if (_arms[thread] is { } arms)
            c[arms.Awaited] = c[arms.Awaited].Bits | pages;
    }

    /// <summary>A core answers all that a sender asked.</summary>
    public virtual bool TryAnswer(Context c, int receiver, int sender)
    {
        if (_asked[receiver][sender] is not { } asked || !c[asked].IsTrue)
            return false;
        var pages = c[asked].Bits;
        if (!_world.Order.TryInvalidate(c, receiver, pages))
            return false;
        Drop(c, receiver, pages, TlbCause.Flush);
        c[asked] = 0;
        return true;
    }

    private IEnumerable<int> Owing(Context c, int sender) =>
        Enumerable.Range(0, _tlb.Length).Where(receiver => _asked[receiver][sender] is { } asked && c[asked].IsTrue);

    private Field? AskedField(int receiver, int sender)
    {
        var (asked, asks) = (_world.Text.Threads[receiver], _world.Text.Threads[sender]);
        return asked.HasTlb && asks.Flushes && sender != receiver
            ? _world.OfThread(receiver, $"asked by {asks.Name}", Math.Min(_world.Pages.Count, 4))
            : null;
    }
}
