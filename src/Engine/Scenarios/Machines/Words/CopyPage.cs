using Emulator.Engine.Events;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary><c>copy_page</c></summary>
internal sealed class CopyPage() : FrameWord("copy_page", [Kind.Frame, Kind.Frame],
    "carries the content of the second frame to the first")
{
    public override WordTraits Traits => WordTraits.CopiesFrame;

    protected override void Do(World world, Context c, IReadOnlyList<FrameArgument> frames, int page) =>
        world.Contents.Copy(c, frames[0].Of(c), frames[1].Of(c), frames[1].Page);

    protected override FrameEvent Told(World world, Context c, IReadOnlyList<FrameArgument> frames, int page, string call) =>
        new(FrameOp.Copy, NameOf(world, c, frames[0])) { From = NameOf(world, c, frames[1]), Call = call };
}
