using Emulator.Engine.Events;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary><c>storage_key_dirty</c></summary>
internal sealed class StorageKeyDirty() : MarkWord("storage_key_dirty", Kind.Number, "reads the changed bit in the storage key of the page's frame, which any store to the frame sets", MarkOp.Read, MarkKind.StorageKey)
{
    public override WordTraits Traits => WordTraits.OnlyReads | WordTraits.ReadsKey;

    public override Cell Do(WordSteps steps, Context c, int page, IReadOnlyList<Pure> values) =>
        c[FieldOf(steps.World, c, page)];
}
