using Emulator.Engine.Scenarios.Machines.Order;
using Emulator.Engine.Scenarios.Machines.State;

namespace Emulator.Engine.Scenarios.Machines;

/// <summary>The engine's own parts: store buffers where a row allows them or its hardware has them, and else what the others are.</summary>
internal class StandardParts : Parts
{
    public static StandardParts Instance { get; } = new();

    public override MemoryOrder Order(World world) => StoreBuffers.IsNeeded(world) ? new StoreBuffers(world) : base.Order(world);
}
