using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines;
using Emulator.Engine.Scenarios.Machines.Order;
using Emulator.Engine.Scenarios.Machines.State;

namespace Emulator.Engine.Tests.Scenarios.Mutants;

internal static class OrderMutants
{
    public static IReadOnlyList<(string, Func<Parts>)> All { get; } =
    [
        ("barrier does not wait", () => new OtherOrder(world => new WaitsForNothing(world))),
        ("core does not see its own store", () => new OtherOrder(world => new SeesMemoryAlone(world))),
        ("store buffer is unordered", () => new OtherOrder(world => new Unordered(world))),
        ("invalidation waits for stores", () => new OtherOrder(world => new WaitsToInvalidate(world))),
    ];

    private sealed class OtherOrder(Func<World, MemoryOrder> made) : StandardParts
    {
        public override MemoryOrder Order(World world) => StoreBuffers.IsNeeded(world) ? made(world) : base.Order(world);
    }

    private sealed class WaitsForNothing(World world) : StoreBuffers(world)
    {
        public override void Fence(Code code)
        {
            if (!DefersPlain(code.Number))
                base.Fence(code);
        }
    }

    private sealed class SeesMemoryAlone(World world) : StoreBuffers(world)
    {
        public override Cell Seen(Context c, int thread, Field variable) => c[variable];

        public override Cell SeenEntry(Context c, int thread, int page) => c[World.Ptes[page]];
    }

    private sealed class Unordered(World world) : StoreBuffers(world)
    {
        protected override int NextToLand(Context c, int thread) => IsTaken(c, thread, 1) ? 1 : 0;
    }

    private sealed class WaitsToInvalidate(World world) : StoreBuffers(world)
    {
        public override bool TryInvalidate(Context c, int thread, ulong pages) =>
            (!DefersData(thread) || HasLanded(c, thread)) && base.TryInvalidate(c, thread, pages);
    }
}
