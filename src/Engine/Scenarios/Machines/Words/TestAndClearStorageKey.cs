using Emulator.Engine.Events;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary><c>test_and_clear_storage_key</c></summary>
internal sealed class TestAndClearStorageKey() : MarkWord("test_and_clear_storage_key", Kind.Number, "clears the changed bit in the storage key of the page's frame; gives back what it was", MarkOp.Clear, MarkKind.StorageKey)
{
    public override WordTraits Traits => WordTraits.ReadsKey;

    public override Cell Do(WordSteps steps, Context c, int page, IReadOnlyList<Pure> values)
    {
        var mark = FieldOf(steps.World, c, page);
        var was = c[mark];
        c[mark] = false;
        return was;
    }
}
