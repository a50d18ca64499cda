using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines.State;

namespace Emulator.Engine.Scenarios.Machines.Threads;

/// <summary>Notes where an access that begins again may go round for ever.</summary>
/// <remarks>
/// Why it is enough. Where no text has an `until`, no state is stuck and this sign was never seen, every run can come
/// to an end, from any state, by steps that are promised: let answers come and stores land; let a thread that can go on
/// do so until it is at its end or must wait, and then another one; and leave every `forever` at its head. Each thread
/// then makes finitely many steps, if each of its accesses does. An access goes back to its lookup in three ways. After
/// a walk, which leaves a translation that isn't dropped while the thread runs on. After hardware's update of the
/// entry, which is looked at here. And after a fault, which is looked at here too, whichever handler it was: without
/// the sign the access gets through if it runs on at once, and it can, for no step of it waits before it is over, but
/// for stores of its own core that have still to land. Those are answers, and what kernel code left in the store buffer
/// may change the entry when it lands: that is a sign by itself. Where the entry is gone, a fault gives the access up;
/// it may have to wait for the lock before that, and find another entry then, but somebody's text has put it there, and
/// only finitely often: not where faults have a text of their own. So all threads stop somewhere, and where nothing is
/// ever stuck, that is an end.
/// </remarks>
internal sealed class BegunAgain(World world, Code code)
{
    /// <summary>An access begins again: a sign, where it wouldn't get through if it ran on alone.</summary>
    public void Note(Context c, Ways w)
    {
        var (now, cached) = (c[world.Ptes[w.Page]].Pte, world.Flushes.Cached(c, code.Number, w.Page).Pte);
        var isGivenUp = cached == default && world.Text.MkWrite is null && !world.Model.IsPresent(now);
        if (!world.Order.HasLanded(c, code.Number) || !(isGivenUp || world.Model.GetsThrough(now, cached, w.Access)))
            c.Signs |= Happening.Unresolved;
    }
}
