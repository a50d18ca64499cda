using Emulator.Engine.Cpu;
using Emulator.Engine.Scenarios.Machines.State;

namespace Emulator.Engine.Tests.Scenarios.Mutants;

/// <summary>An architecture as it is, for mutants to change one answer of.</summary>
internal class ModelDecorator(ArchitectureModel model) : ArchitectureModel
{
    public override string Name => model.Name;

    public override PteFeatures Features => model.Features;

    public override IReadOnlyList<PteBit> Bits => model.Bits;

    public override DirtyUpdate DirtyUpdate => model.DirtyUpdate;

    public override FlushReach Reach => model.Reach;

    public override bool CompletesEarly => model.CompletesEarly;

    public override bool TrapTakesLock => model.TrapTakesLock;

    public override bool FaultIsFinal(Access access) => model.FaultIsFinal(access);

    public override bool IsTorn(PteHelpers helper) => model.IsTorn(helper);

    public override Pte Empty => model.Empty;

    public override Pte Leaf(int frame) => model.Leaf(frame);

    public override ulong FrameMask => model.FrameMask;

    public override int FrameOf(Pte pte) => model.FrameOf(pte);

    public override bool IsNone(Pte pte) => model.IsNone(pte);

    public override bool IsPresent(Pte pte) => model.IsPresent(pte);

    public override bool IsWritable(Pte pte) => model.IsWritable(pte);

    public override bool IsDirty(Pte pte) => model.IsDirty(pte);

    public override bool IsYoung(Pte pte) => model.IsYoung(pte);

    public override bool IsSoftDirty(Pte pte) => model.IsSoftDirty(pte);

    public override Pte Formula<TFormula>(Pte pte) => model.Formula<TFormula>(pte);

    public override Pte Modified(Pte pte, Pte like, bool isHuge) => model.Modified(pte, like, isHuge);

    public override Pte Started(Pte old) => model.Started(old);

    public override Pte Merged(Pte now, Pte wanted) => model.Merged(now, wanted);

    public override Pte Cached(Pte pte) => model.Cached(pte);

    public override bool KeepsRefusal(Pte pte) => model.KeepsRefusal(pte);

    public override AccessStage Hit(Pte cached, Access access) => model.Hit(cached, access);

    public override bool Walk(ref ExploredSlot slot, Access access, out Pte found) =>
        model.Walk(ref slot, access, out found);

    public override bool Update(ref ExploredSlot slot, Access access) => model.Update(ref slot, access);

    public override bool DecideUpdate(Pte now, Access access, out Pte then) =>
        model.DecideUpdate(now, access, out then);

    public override Pte Updated(Pte cached, Access access) => model.Updated(cached, access);

    // Nothing is taken for granted of a machine that is made otherwise: runs that never end are always looked for.
    public override bool GetsThrough(Pte now, Pte cached, Access access) => false;

    public override FaultDecision Decide(ref ExploredSlot slot, Access access, out Pte seen) =>
        model.Decide(ref slot, access, out seen);

    public override Pte Trapped(Pte now, Access access) => model.Trapped(now, access);

    public override bool Reloads(Pte now, Access access) => model.Reloads(now, access);

    public override bool MakeWritable(ref ExploredSlot slot, Pte? seen) => model.MakeWritable(ref slot, seen);

    public override bool PassEntry(bool clean, ref ExploredEntry entry) => model.PassEntry(clean, ref entry);
}
