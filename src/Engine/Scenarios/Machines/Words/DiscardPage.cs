using Emulator.Engine.Events;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary><c>discard_page</c></summary>
internal sealed class DiscardPage() : FrameWord("discard_page", [Kind.Frame], "frees a frame whose content nobody wants any more: a store not taken is lost")
{
    public override WordTraits Traits => WordTraits.FreesFrame;

    protected override void Do(World world, Context c, IReadOnlyList<FrameArgument> frames, int page) =>
        world.Contents.Free(c, frames[0].Of(c), wanted: false);

    protected override FrameEvent Told(World world, Context c, IReadOnlyList<FrameArgument> frames, int page, string call) =>
        new(FrameOp.Discard, NameOf(world, c, frames[0]))
        {
            Pages = [.. world.Contents.Lives.Owners(c, frames[0].Of(c)).Select(p => world.Pages[p].Name)],
            LosesStore = world.Contents.HasUntaken(c, frames[0].Of(c)),
            Call = call,
        };
}
