using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines;

/// <summary>The TLBs of a machine's cores, and the flushes under way.</summary>
internal sealed class Flushes
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
        _tlb = [.. threads.Select((t, n) => world.Pages.Select(p => t.HasTlb ? world.OfThread(n, $"tlb {p.Name}") : null).ToArray())];
        _asked = [.. threads.Select((t, receiver) => threads.Select((s, sender) =>
            t.HasTlb && s.Flushes && sender != receiver ? world.OfThread(receiver, $"asked by {s.Name}", Math.Min(world.Pages.Count, 4)) : null).ToArray())];
        _arms = [.. threads.Select((t, n) => t.ArmsByFlush && world.Asks(Property.NoWritableAfterFlush)
            ? (world.OfThread(n, "awaited", 1), world.OfThread(n, "sent", 1)) : ((Field, Field)?)null)];
        _loaded = [.. threads.Select((t, n) => t.SwitchesMm ? world.OfThread(n, "mm", 1) : null)];
        world.Machine.Owed.AddRange(_asked.SelectMany(a => a).OfType<Field>());
    }

    /// <summary>A mask of every page.</summary>
    public ulong All => _world.Pages.Count == 64 ? ulong.MaxValue : (1UL << _world.Pages.Count) - 1;

    public bool HasTlb(int thread) => _tlb[thread].Length > 0 && _tlb[thread][0] is not null;

    /// <summary>Whether a core has the mm loaded; null where it always has.</summary>
    public Field? Loaded(int thread) => _loaded[thread];

    /// <summary>Whether a core may walk, and fill its TLB.</summary>
    public bool IsLoaded(Context c, int thread) => _loaded[thread] is not { } field || c[field].IsTrue;

    /// <summary>A core takes up the mm, or puts it away with all its translations.</summary>
    public void Load(Context c, int thread, bool loads)
    {
        if (_loaded[thread] is { } field && !_world.Has(Defect.LoadKeepsTheCoreOff))
            c[field] = loads;
        if (!loads && !_world.Has(Defect.UnloadKeepsTranslations))
            Drop(c, thread, All);
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

    public void Drop(Context c, int thread, ulong pages)
    {
        for (var page = 0; page < _world.Pages.Count; page++)
            if ((pages >> page & 1) != 0)
                Fill(c, thread, page, default);
    }

    public void DropEverywhere(Context c, ulong pages)
    {
        for (var thread = 0; thread < _tlb.Length; thread++)
            Drop(c, thread, pages);
    }

    /// <summary>The first half of a flush: drops the own entries, asks every other core.</summary>
    public void Issue(Context c, int sender, ulong pages)
    {
        if (!_world.Has(Defect.FlushForgetsTheOwnCore))
            Drop(c, sender, pages);
        var forgets = _world.Has(Defect.FlushForgetsOneCore);
        for (var receiver = 0; receiver < _tlb.Length; receiver++)
        {
            if (_asked[receiver][sender] is not { } asked)
                continue;
            if (!forgets)
                c[asked] = c[asked].Bits | pages;
            forgets = false;
        }
        if (_arms[sender] is { } arms)
            c[arms.Sent] = c[arms.Sent].Bits | (c[arms.Awaited].Bits & pages);
    }

    /// <summary>The second half: possible when every core has answered all that this sender ever asked.</summary>
    public bool TryComplete(Context c, int sender)
    {
        if (!_world.Has(Defect.FlushDoesNotWait))
            for (var receiver = 0; receiver < _tlb.Length; receiver++)
                if (_asked[receiver][sender] is { } asked && c[asked].IsTrue)
                    return false;
        if (_arms[sender] is { } arms && c[arms.Sent].IsTrue)
        {
            Arm(c, c[arms.Sent].Bits);
            c[arms.Awaited] = c[arms.Awaited].Bits & ~c[arms.Sent].Bits;
            c[arms.Sent] = 0;
        }
        return true;
    }

    /// <summary>A flush inside a single step: answered at once.</summary>
    /// <returns>False: a store under way has to land first.</returns>
    public bool TryAtOnce(Context c, int sender, ulong pages)
    {
        for (var thread = 0; thread < _tlb.Length; thread++)
            if (!_world.Buffers.TryInvalidate(c, thread, pages))
                return false;
        DropEverywhere(c, pages);
        if (_arms[sender] is { } arms)
        {
            Arm(c, c[arms.Awaited].Bits & pages);
            c[arms.Awaited] = c[arms.Awaited].Bits & ~pages;
        }
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
    public bool TryAnswer(Context c, int receiver, int sender)
    {
        if (_asked[receiver][sender] is not { } asked || !c[asked].IsTrue)
            return false;
        var pages = c[asked].Bits;
        if (!_world.Buffers.TryInvalidate(c, receiver, pages))
            return false;
        if (_world.Has(Defect.AcknowledgementDropsOnePage))
            pages &= ~pages + 1;
        if (!_world.Has(Defect.AcknowledgementDropsNothing))
            Drop(c, receiver, pages);
        c[asked] = 0;
        return true;
    }
}
