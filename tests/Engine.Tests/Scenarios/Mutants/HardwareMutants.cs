using Emulator.Engine.Cpu;
using Emulator.Engine.Scenarios.Machines;
using Emulator.Engine.Scenarios.Machines.State;

namespace Emulator.Engine.Tests.Scenarios.Mutants;

internal static class HardwareMutants
{
    public static IReadOnlyList<(string, Func<Parts>)> All { get; } =
    [
        ("update does not reach memory", () => new OtherModel(model => new UpdatesNothing(model))),
        ("update leaves the tlb", () => new OtherModel(model => new LeavesTheTlb(model))),
        ("hit needs no update", () => new OtherModel(model => new LetsThrough(model, AccessStage.Update))),
        ("refusal is ignored", () => new OtherModel(model => new LetsThrough(model, AccessStage.Fault))),
        ("exchange is two steps", () => new OtherModel(model => new TornExchange(model))),
    ];

    private sealed class UpdatesNothing(ArchitectureModel model) : ModelDecorator(model)
    {
        public override bool Update(ref ExploredSlot slot, Access access) => true;
    }

    private sealed class LeavesTheTlb(ArchitectureModel model) : ModelDecorator(model)
    {
        public override Pte Updated(Pte cached, Access access) => cached;
    }

    private sealed class LetsThrough(ArchitectureModel model, AccessStage stage) : ModelDecorator(model)
    {
        public override AccessStage Hit(Pte cached, Access access) =>
            base.Hit(cached, access) is var found && found == stage ? AccessStage.Perform : found;
    }

    private sealed class TornExchange(ArchitectureModel model) : ModelDecorator(model)
    {
        public override bool IsTorn(PteHelpers helper) => helper == PteHelpers.GetAndClear || base.IsTorn(helper);
    }
}

/// <summary>A machine on another architecture.</summary>
internal sealed class OtherModel(Func<ArchitectureModel, ArchitectureModel> made) : StandardParts
{
    public override ArchitectureModel Model(ArchitectureModel model) => made(model);
}
