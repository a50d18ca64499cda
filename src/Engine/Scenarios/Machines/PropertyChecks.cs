using Emulator.Engine.Cpu;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines;

/// <summary>What is asked of a machine's states.</summary>
internal sealed class PropertyChecks(World world)
{
    private const int LongestRun = 10_000;
    private readonly Access _store = new(AccessKind.Write);
    private Cell[] _kept = [];

    public void AddTo(Machine machine)
    {
        for (var number = 0; number < world.Text.Asserts.Count; number++)
            switch (world.Text.Asserts[number])
            {
                case Property.NoLostWrite: machine.AtEnd.AddRange(Each(number, world.Contents.IsLost)); break;
                case Property.NoLostDirtyBit: machine.AtEnd.AddRange(Each(number, IsDirtyLost)); break;
                case Property.NoWritableAfterFlush:
                    machine.Always.Add(new(number, c => Any(p => IsWritable(c, p)))); break;
                case Property.TlbAgreesAfterFlush: machine.AtEnd.AddRange(Each(number, Disagrees)); break;
                case Property.NoDeadlock: machine.Deadlock = number; break;
                case Property.Progress: machine.Always.Add(new(number, FaultsForEver)); break;
            }
    }

    private bool IsDirtyLost(Context c, int page) => c[world.DirtyLost[page]].IsTrue;

    // A page each: where a run never ends, what is lost is lost of one and the same page.
    private IEnumerable<Check> Each(int number, Func<Context, int, bool> isViolated) =>
        Enumerable.Range(0, world.Pages.Count).Select(page => new Check(number, c => isViolated(c, page), page));

    private bool Any(Func<int, bool> page) => Enumerable.Range(0, world.Pages.Count).Any(page);

    // No entry of an armed page is present and writable, no TLB lets a store through or asks hardware to upgrade it.
    public bool IsWritable(Context c, int page) => (c[world.Armed].Bits >> page & 1) != 0
        && (IsGranted(c[world.Ptes[page]].Pte) || AnyCached(c, page, cached =>
            world.Model.Hit(cached, _store) != AccessStage.Fault));

    // An empty slot may look writable: Alpha's pte_write() is !FOW.
    private bool IsGranted(Pte pte) => world.Model.IsWritable(pte) && world.Model.IsPresent(pte);

    public bool Disagrees(Context c, int page) =>
        !world.Model.IsDirty(c[world.Ptes[page]].Pte) && AnyCached(c, page, cached =>
            world.Model.Hit(cached, _store) == AccessStage.Perform);

    private bool AnyCached(Context c, int page, Func<Pte, bool> holds)
    {
        for (var thread = 0; thread < world.Text.Threads.Count; thread++)
            if (world.Flushes.Cached(c, thread, page).Pte is var cached && cached != default && holds(cached))
                return true;
        return false;
    }

    // Some core, running alone from here, comes back to where it was inside one access.
    private bool FaultsForEver(Context c)
    {
        for (var thread = 0; thread < world.Machine.Nodes.Count; thread++)
            if (world.Text.Threads[thread].Accesses && world.Machine.NodeOf(c, thread).InAccess)
            {
                c.Keep();
                var goesRound = GoesRound(c, thread);
                c.Return();
                if (goesRound)
                    return true;
            }
        return false;
    }

    // Where it goes is decided by where it is, so that it comes back to a place that is kept for long enough (R. P.
    // Brent, 1980).
    private bool GoesRound(Context c, int thread)
    {
        if (_kept.Length != c.Values.Length)
            _kept = new Cell[c.Values.Length];
        c.Values.CopyTo(_kept);
        for (var (way, kept) = (1, 1); way <= LongestRun; way++)
        {
            var node = world.Machine.NodeOf(c, thread);
            if (way > 1 && !node.InAccess && node.Steps.Count != 1)
                return false;
            c.Signs &= ~Happening.AccessOver;
            if (node.Steps.Count == 0 || !world.Machine.Fire(c, thread, node.Steps[0])
                || c.Signs.Has(Happening.AccessOver))
                return false;
            if (c.Values.SequenceEqual(_kept))
                return true;
            if (way == 2 * kept)
            {
                kept = way;
                c.Values.CopyTo(_kept);
            }
        }
        return true;
    }
}
