using Emulator.Engine.Memory;
using Emulator.Engine.Passes;

namespace Emulator.Engine.Tests.Stepping;

/// <summary>How far a pass has come with one entry.</summary>
internal struct EntrySteps
{
    /// <summary>What is done next: a <see cref="PassOp"/> from the test to the commit; over once there is nothing more
    /// to do.</summary>
    public PassOp Next = PassOp.Test;

    /// <summary>What start took.</summary>
    public Pte Old;

    /// <summary>Whether the entry was changed.</summary>
    public bool Committed;

    public EntrySteps()
    {
    }
}

/// <summary>The entries of a real table that replay the operations already done, do the next one, and nothing more: the
/// engine's
/// <see cref="EntryText"/>, one operation at a time. Where the architecture's start is no atomic helper, it is two
/// operations.</summary>
internal ref struct SteppedEntry<TPte>(LeafTable table, ulong pgoffOfSlot0, DirtyBitmap? record, ref EntrySteps steps)
    : IPteMemory
    where TPte : struct, IPteFormat
{
    private readonly ref EntrySteps _steps = ref steps;
    private bool _acted;

    private static bool IsTorn => (TPte.NotAtomic & PteHelpers.GetAndClear) != 0;

    public Pte Read(int slot) => Is(PassOp.Test) ? table.Slot<TPte>(slot).Read() : default;

    // What the test read isn't kept: a test that was passed isn't asked again.
    public bool Passes(Pte answer)
    {
        if (!Acts(PassOp.Test))
            return true;
        _steps.Next = !answer.IsTrue ? PassOp.Over : IsTorn ? PassOp.ReadToStart : PassOp.Start;
        return answer.IsTrue;
    }

    public Pte Start(int slot)
    {
        if (Acts(PassOp.ReadToStart))
            (_steps.Old, _steps.Next) = (table.Slot<TPte>(slot).Read(), PassOp.Start);
        else if (Acts(PassOp.Start))
        {
            if (IsTorn)
                table.Slot<TPte>(slot).Write(TPte.Started(_steps.Old));
            else
                _steps.Old = StartedEntry.Take(table.Slot<TPte>(slot));
            _steps.Next = PassOp.Commit;
        }
        return _steps.Old;
    }

    public void Commit(int slot, Pte changed, Pte records)
    {
        if (!Acts(PassOp.Commit))
            return;
        table.Slot<TPte>(slot).Write(changed);
        if (records.IsTrue)
            record?.Set(unchecked(pgoffOfSlot0 + (ulong)slot));
        (_steps.Next, _steps.Committed) = (PassOp.Over, true);
    }

    private readonly bool Is(PassOp op) => !_acted && _steps.Next == op;

    private bool Acts(PassOp op) => Is(op) && (_acted = true);
}
