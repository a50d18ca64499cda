using Emulator.Engine.Events;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary>The flushes that changes of entries queue on architectures where they do: made before the entry's ptl is
/// dropped, or at once where the thread doesn't hold it. Linux: sparc64's <c>tlb_batch_add</c>. Elsewhere: nothing.
/// </summary>
/// <remarks>What the engine's own fault handler grants isn't queued: a stale translation allows less.</remarks>
/// <param name="world">The machine's fields.</param>
/// <param name="code">Where the steps are emitted.</param>
/// <param name="inAtomic">Whether a flush is answered at once.</param>
internal sealed class FlushQueue(World world, Code code, bool inAtomic)
{
    private bool IsKept => world.Model.Reach == FlushReach.BeforeUnlock;

    private Field Queued => world.OfThreadOnce(code, "queued", 2);

    /// <summary>Emits what follows a change of a page's entry.</summary>
    public void Changed(int page)
    {
        if (!IsKept)
            return;
        var queued = Queued;
        code.Emit(new Set(queued, new(c => c[queued].Bits | 1UL << page, [queued])));
        Flush(queued, c => !world.Locks.IsMine(c, code.Number, page));
    }

    /// <summary>Emits what comes before a lock is released.</summary>
    public void BeforeRelease(LockName released)
    {
        if (IsKept && released.Kind.Text == LockName.Ptl)
            Flush(Queued, _ => true);
    }

    private void Flush(Field queued, Func<Context, bool> when)
    {
        var (owes, end) = (new Label(), new Label());
        code.Emit(new Test(new(c => c[queued].IsTrue && when(c), [queued]), owes, end));
        code.Mark(owes);
        new FlushCompiler(world, code, inAtomic, By.Kernel)
            .Emit(new(c => c[queued].Bits, [queued]), issues: true, completes: true, queued);
        code.Mark(end);
    }
}
