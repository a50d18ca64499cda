using Emulator.Engine.Events;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary><c>write_frame</c></summary>
internal sealed class WriteFrame() : FrameWord("write_frame", [Kind.Frame, Kind.Page],
    "an agent that uses no entry (a device, a pinned page) stores to a frame: to the page's content where one is named, else to the pages "
    + "that have the frame, or had it where none has; it is nobody's where none ever had it")
{
    public override WordTraits Traits => WordTraits.WritesFrame;

    public override int Optional => 1;

    protected override void Do(World world, Context c, IReadOnlyList<FrameArgument> frames, int page) =>
        world.Contents.Write(c, frames[0].Of(c), page);

    protected override FrameEvent Told(World world, Context c, IReadOnlyList<FrameArgument> frames, int page, string call)
    {
        var frame = frames[0].Of(c);
        var written = world.Contents.WrittenPages(c, frame, page);
        return new(FrameOp.Write, NameOf(world, c, frames[0]))
        {
            Pages = [.. written.Select(p => world.Pages[p].Name)],
            TakenFrom = [.. written.Where(p => world.Contents.WasTaken(c, p, frame)).Select(p => world.Pages[p].Name)],
            Call = call,
        };
    }
}
