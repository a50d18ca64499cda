using Emulator.Engine.Events;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary><c>free_page</c></summary>
internal sealed class FreePage() : FrameWord("free_page", [Kind.Frame], "takes the frame from every page that had it")
{
    public override WordTraits Traits => WordTraits.FreesFrame;

    protected override void Do(World world, Context c, IReadOnlyList<FrameArgument> frames, int page) =>
        world.Contents.Free(c, frames[0].Of(c), wanted: true);

    protected override FrameEvent Told(World world, Context c, IReadOnlyList<FrameArgument> frames, int page, string call) =>
        new(FrameOp.Free, NameOf(world, c, frames[0]))
        {
            Pages = [.. world.Contents.Lives.Owners(c, frames[0].Of(c)).Select(p => world.Pages[p].Name)],
            Call = call,
        };
}
