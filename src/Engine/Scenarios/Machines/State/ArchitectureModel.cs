using Emulator.Engine.Cpu;
using Emulator.Engine.Formats;
using Emulator.Engine.Memory;
using Emulator.Engine.Passes;

namespace Emulator.Engine.Scenarios.Machines.State;

/// <summary>An architecture as a machine's steps use it: the engine's own steps and the plugin's formulas, behind one
/// type. The only place of a machine that knows the plugin's types.</summary>
internal abstract class ArchitectureModel
{
    private const ulong FirstFrame = 0x1000;

    public static ArchitectureModel Of(Architecture architecture) => architecture.Accept(new Maker(architecture.Name));

    public abstract string Name { get; }

    public abstract PteFeatures Features { get; }

    /// <summary>Whether the format has what is needed (<see cref="FormatNeeds"/>).</summary>
    public bool Has(PteFeatures needs) => FormatNeeds.Lacking(Features, needs) == PteFeatures.None;

    public abstract IReadOnlyList<PteBit> Bits { get; }

    public abstract DirtyUpdate DirtyUpdate { get; }

    public abstract FlushReach Reach { get; }

    /// <summary>Whether whoever changes an entry sends a flush.</summary>
    public bool ChangesFlush => Reach == FlushReach.BeforeUnlock;

    public abstract bool CompletesEarly { get; }

    public abstract bool TrapTakesLock { get; }

    /// <summary>Whether nobody handles a fault on an access.</summary>
    public abstract bool FaultIsFinal(Access access);

    /// <summary>Whether a helper of the kernel is a read and a later store.</summary>
    public abstract bool IsTorn(PteHelpers helper);

    public abstract Pte Empty { get; }

    /// <summary>The entry of a frame: present, young, read-only, clean.</summary>
    public abstract Pte Leaf(int frame);

    /// <summary>The number of the frame that an entry maps.</summary>
    public abstract int FrameOf(Pte pte);

    /// <summary>The bits of an entry that hold its frame.</summary>
    public abstract ulong FrameMask { get; }

    public abstract bool IsNone(Pte pte);

    public abstract bool IsPresent(Pte pte);

    public abstract bool IsWritable(Pte pte);

    public abstract bool IsDirty(Pte pte);

    public abstract bool IsYoung(Pte pte);

    public abstract bool IsSoftDirty(Pte pte);

    /// <summary>A formula over an entry.</summary>
    public abstract Pte Formula<TFormula>(Pte pte) where TFormula : struct, IPteFormula;

    /// <summary>An entry with the protection of another.</summary>
    public abstract Pte Modified(Pte pte, Pte like, bool isHuge);

    /// <summary>What start leaves in memory.</summary>
    public abstract Pte Started(Pte old);

    /// <summary>What stands in memory after more was granted.</summary>
    public abstract Pte Merged(Pte now, Pte wanted);

    public abstract Pte Cached(Pte pte);

    /// <summary>Whether the TLB keeps an entry that maps nothing, and refuses by it.</summary>
    public abstract bool KeepsRefusal(Pte pte);

    public abstract AccessStage Hit(Pte cached, Access access);

    public abstract bool Walk(ref ExploredSlot slot, Access access, out Pte found);

    public abstract bool Update(ref ExploredSlot slot, Access access);

    public abstract bool DecideUpdate(Pte now, Access access, out Pte then);

    public abstract Pte Updated(Pte cached, Access access);

    /// <summary>Whether an access gets through, if nobody interferes: by what its TLB holds, or else by a walk, and an
    /// update.</summary>
    public abstract bool GetsThrough(Pte now, Pte cached, Access access);

    public abstract FaultDecision Decide(ref ExploredSlot slot, Access access, out Pte seen);

    /// <summary>What a trap handler that takes no lock leaves; equal to what was found where it has nothing to
    /// do.</summary>
    public abstract Pte Trapped(Pte now, Access access);

    /// <summary>Whether such a handler has but to load the entry into the TLB.</summary>
    public abstract bool Reloads(Pte now, Access access);

    public abstract bool MakeWritable(ref ExploredSlot slot, Pte? seen);

    /// <summary>One operation of a pass on an entry: the engine's text, on a memory that replays.</summary>
    public abstract bool PassEntry(bool clean, ref ExploredEntry entry);

    private sealed class Maker(string name) : ArchitectureVisitor<ArchitectureModel>
    {
        public override ArchitectureModel Visit<TPte, TDirty, TTlb>() => new Typed<TPte, TDirty, TTlb>(name);
    }

    private sealed class Typed<TPte, TDirty, TTlb>(string name) : ArchitectureModel
        where TPte : struct, IPteFormat
        where TDirty : struct, IDirtyTracking
        where TTlb : struct, ITlbModel
    {
        public override string Name => name;

        public override PteFeatures Features => TPte.Features;

        public override IReadOnlyList<PteBit> Bits => TPte.Bits;

        public override DirtyUpdate DirtyUpdate => TDirty.Update;

        public override FlushReach Reach => TTlb.Reach;

        public override bool CompletesEarly => TTlb.CompletesEarly;

        public override bool TrapTakesLock => TDirty.TrapTakesLock;

        public override bool FaultIsFinal(Access access) => TDirty.FaultIsFinal(access);

        public override bool IsTorn(PteHelpers helper) => (TPte.NotAtomic & helper) != 0;

        public override Pte Empty => new(TPte.Empty);

        public override Pte Leaf(int frame) => TPte.Leaf(new Pte(FirstFrame + (ulong)frame));

        public override ulong FrameMask { get; } = FrameBits<TPte>.Mask;

        public override int FrameOf(Pte pte) =>
            TPte.Frame(pte).Value is >= FirstFrame and < FirstFrame + 1024 and var frame
            ? (int)(frame - FirstFrame)
            : throw new ArchitectureDefect(
                $"{name}: the entry {pte} maps frame 0x{TPte.Frame(pte).Value:x}, which nothing put there");

        public override bool IsNone(Pte pte) => TPte.None(pte).IsTrue;

        public override bool IsPresent(Pte pte) => TPte.Present(pte).IsTrue;

        public override bool IsWritable(Pte pte) => TPte.Writable(pte).IsTrue;

        public override bool IsDirty(Pte pte) => TPte.Dirty(pte).IsTrue;

        public override bool IsYoung(Pte pte) => TPte.Young(pte).IsTrue;

        public override bool IsSoftDirty(Pte pte) => TPte.SoftDirty(pte).IsTrue;

        public override Pte Formula<TFormula>(Pte pte) => TFormula.Of<TPte>(pte);

        // A protection is a clean word without a frame.
        public override Pte Modified(Pte pte, Pte like, bool isHuge)
        {
            var protection = new Pte(TPte.MakeClean(like).Value & ~FrameBits<TPte>.Mask);
            return isHuge && (TPte.Features & PteFeatures.ModifyHuge) != 0 ? TPte.ModifyHuge(pte, protection)
                : TPte.Modify(pte, protection);
        }

        public override Pte Started(Pte old) => TPte.Started(old);

        public override Pte Merged(Pte now, Pte wanted) => TPte.Merge(now, wanted);

        public override Pte Cached(Pte pte) => TTlb.Cached(pte);

        public override bool KeepsRefusal(Pte pte) => Translation<TPte, TDirty, TTlb>.KeepsRefusal(pte);

        public override AccessStage Hit(Pte cached, Access access) =>
            Translation<TPte, TDirty, TTlb>.Hit(cached, access);

        public override bool Walk(ref ExploredSlot slot, Access access, out Pte found) =>
            Translation<TPte, TDirty, TTlb>.Walk(ref slot, access, out found, out _);

        public override bool Update(ref ExploredSlot slot, Access access) =>
            Translation<TPte, TDirty, TTlb>.Update(ref slot, access);

        public override bool DecideUpdate(Pte now, Access access, out Pte then) =>
            Translation<TPte, TDirty, TTlb>.Decide(now, access, out then);

        public override Pte Updated(Pte cached, Access access) =>
            Translation<TPte, TDirty, TTlb>.Updated(cached, access);

        public override bool GetsThrough(Pte now, Pte cached, Access access)
        {
            var slot = new TriedSlot(now);
            if (cached == default)
            {
                if (!Translation<TPte, TDirty, TTlb>.Walk(ref slot, access, out var found, out _))
                    return false;
                cached = TTlb.Cached(found);
            }
            return Hit(cached, access) is var stage
                && (stage == AccessStage.Perform || (stage == AccessStage.Update && Upgrades(slot, cached, access)));
        }

        private bool Upgrades(TriedSlot slot, Pte cached, Access access) => TDirty.Update switch
        {
            DirtyUpdate.None => false,
            DirtyUpdate.Late => DecideUpdate(slot.Read(), access, out _),
            DirtyUpdate.ReadThenWrite => DecideUpdate(slot.Read(), access, out _) && IsUpdated(cached, access),
            _ => Translation<TPte, TDirty, TTlb>.Update(ref slot, access) && IsUpdated(cached, access),
        };

        private bool IsUpdated(Pte cached, Access access) =>
            Hit(Updated(cached, access), access) == AccessStage.Perform;

        public override FaultDecision Decide(ref ExploredSlot slot, Access access, out Pte seen) =>
            FaultSteps<TPte, TDirty>.Decide(ref slot, access, out seen);

        public override Pte Trapped(Pte now, Access access) => FaultSteps<TPte, TDirty>.Trapped(now, access);

        public override bool Reloads(Pte now, Access access) => FaultSteps<TPte, TDirty>.Reloads(now, access);

        public override bool MakeWritable(ref ExploredSlot slot, Pte? seen) =>
            FaultSteps<TPte, TDirty>.MakeWritable(ref slot, seen);

        public override bool PassEntry(bool clean, ref ExploredEntry entry) => clean
            ? EntryText.Run<TPte, Clean, ExploredEntry>(ref entry, 0)
            : EntryText.Run<TPte, WriteProtect, ExploredEntry>(ref entry, 0);
    }
}
