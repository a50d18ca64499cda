using Emulator.Engine.Cpu;
using Emulator.Engine.Exploration;
using Emulator.Engine.Passes;
using Emulator.Engine.Scenarios.Rows;

namespace Emulator.Engine.Scenarios.Machines.State;

/// <summary>What a machine is made of. Whoever wants one made otherwise, of decorated or defective parts, gives others.</summary>
internal abstract class Parts
{
    /// <summary>What comes after a step of a fault.</summary>
    public virtual FaultStep After(FaultStep step, FaultDecision decision) => FaultOrder.After(step, decision);

    /// <summary>What comes after a step of a pass.</summary>
    public virtual PassStep After(PassStep step, FlushDiscipline discipline, bool asMerged) =>
        PassOrder.After(step, discipline, asMerged);

    /// <summary>What comes after a stage of a pass in one table.</summary>
    public virtual PassStage After(PassStage stage, FlushDiscipline discipline, bool owes, bool more) =>
        TableOrder.After(stage, discipline, owes, more);

    public virtual ArchitectureModel Model(ArchitectureModel model) => model;

    public virtual World World(RowText text, ArchitectureModel model, Machine machine) => new(text, model, machine, this);

    public virtual Contents Contents(World world) => new(world);

    public virtual Locks Locks(World world) => new(world);

    public virtual Flushes Flushes(World world) => new(world);

    public virtual MemoryOrder Order(World world) => new(world);
}
