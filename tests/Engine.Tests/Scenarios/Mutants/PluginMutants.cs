using Emulator.Plugins.SoftDirty;
using Emulator.Plugins.X86;

namespace Emulator.Engine.Tests.Scenarios.Mutants;

/// <summary>x86's TLB, of which each mutant changes one member.</summary>
internal interface IX86Tlb : ITlbModel
{
    static FlushReach ITlbModel.Reach => FlushReach.Interrupt;
    static W ITlbModel.Cached<W>(W pte) => X86Tlb.Cached(pte);
}

internal static class X86Bit
{
    public const int P = 0, RW = 1, A = 5, D = 6;
}

// Formats.
internal readonly struct WriteProtectDropsDirty : IX86Pte<WriteProtectDropsDirty>
{
    static W IPteFormat.WriteProtect<W>(W p) => X86Pte.MakeClean(X86Pte.WriteProtect(p));
}

internal readonly struct WriteProtectKeepsWriting : IX86Pte<WriteProtectKeepsWriting>
{
    static W IPteFormat.WriteProtect<W>(W p) => p;
}

internal readonly struct MakeCleanLeavesHardwareDirty : IX86Pte<MakeCleanLeavesHardwareDirty>
{
    static W IPteFormat.MakeClean<W>(W p) => p.Clear(1UL << 58);
}

internal readonly struct MakeCleanTakesWriting : IX86Pte<MakeCleanTakesWriting>
{
    static W IPteFormat.MakeClean<W>(W p) => X86Pte.WriteProtect(X86Pte.MakeClean(p));
}

internal readonly struct MakeWritableDirties : IX86Pte<MakeWritableDirties>
{
    static W IPteFormat.MakeWritable<W>(W p) => X86Pte.MakeDirty(X86Pte.MakeWritable(p));
}

internal readonly struct MakeDirtyForgets : IX86Pte<MakeDirtyForgets>
{
    static W IPteFormat.MakeDirty<W>(W p) => X86Pte.MakeSoftDirty(p);
}

internal readonly struct StartKeepsTheEntry : IX86Pte<StartKeepsTheEntry>
{
    static PteFeatures IPteFormat.Features => X86Pte.Features | PteFeatures.StartKeepsEntry;
    static W IPteFormat.Started<W>(W old) => old;
}

internal readonly struct SoundX86Pte : IX86Pte<SoundX86Pte>;

// Trackers.
internal readonly struct SoundX86Dirty : IX86Dirty<SoundX86Dirty>;

internal readonly struct UpdatesBlindly : IX86Dirty<UpdatesBlindly>
{
    static DirtyUpdate IDirtyTracking.Update => DirtyUpdate.Blind;
}

internal readonly struct ReadsThenWrites : IX86Dirty<ReadsThenWrites>
{
    static DirtyUpdate IDirtyTracking.Update => DirtyUpdate.ReadThenWrite;
}

internal readonly struct Strays : IX86Dirty<Strays> { static DirtyUpdate IDirtyTracking.Update => DirtyUpdate.Stray; }

internal readonly struct UpdateForgetsDirty : IX86Dirty<UpdateForgetsDirty>
{
    static Outcome<W> IDirtyTracking.Commit<W>(W now, Access access) =>
        new(X86Dirty.Commit(now, access).Fault, now.Set(1UL << X86Bit.A));
}

internal readonly struct CleanEntryServesStores : IX86Dirty<CleanEntryServesStores>
{
    static W IDirtyTracking.Suffices<W>(W cached, Access access) => access.IsWrite
        ? cached.Bit(X86Bit.P) & cached.Bit(X86Bit.RW) : X86Dirty.Suffices(cached, access);
}

internal readonly struct ReadOnlyEntryServesStores : IX86Dirty<ReadOnlyEntryServesStores>
{
    static W IDirtyTracking.Suffices<W>(W cached, Access access) => access.IsWrite ? cached.Bit(X86Bit.P)
        : X86Dirty.Suffices(cached, access);
}

internal readonly struct WalkIgnoresWriting : IX86Dirty<WalkIgnoresWriting>
{
    static Outcome<W> IDirtyTracking.Walk<W>(W pte, Access access) =>
        new(pte.Bit(X86Bit.P).Not(), X86Dirty.Walk(pte, access).Entry);
    static Outcome<W> IDirtyTracking.Commit<W>(W now, Access access) =>
        new(now.Bit(X86Bit.P).Not(), X86Dirty.Walk(now, access).Entry);
}

internal readonly struct WalkIgnoresPresent : IX86Dirty<WalkIgnoresPresent>
{
    static Outcome<W> IDirtyTracking.Commit<W>(W now, Access access) =>
        new(now.Bit(X86Bit.RW).Not() & now.Bit(X86Bit.P), X86Dirty.Walk(now, access).Entry);
}

// TLBs.
internal readonly struct SoundX86Tlb : IX86Tlb;

internal readonly struct FillsDirty : IX86Tlb, ITlbModel
{
    static W ITlbModel.Cached<W>(W pte) => X86Tlb.Cached(pte) | X86Tlb.Cached(pte).Bit(X86Bit.RW).At(X86Bit.D);
}

internal readonly struct FillsWritable : IX86Tlb, ITlbModel
{
    static W ITlbModel.Cached<W>(W pte) => X86Tlb.Cached(pte).Set(1UL << X86Bit.RW);
}

internal readonly struct CompletesTooEarly : IX86Tlb, ITlbModel { static bool ITlbModel.CompletesEarly => true; }

// A software tracker whose handler does nothing.
internal readonly struct HandlerDoesNothing : IDirtyTracking
{
    public static DirtyUpdate Update => DirtyUpdate.None;
    public static Outcome<W> Walk<W>(W pte, Access access) where W : struct, IWord<W> =>
        SoftDirtyTracking.Walk(pte, access);
    public static Outcome<W> Commit<W>(W now, Access access) where W : struct, IWord<W> =>
        SoftDirtyTracking.Commit(now, access);
    public static W Suffices<W>(W cached, Access access) where W : struct, IWord<W> =>
        SoftDirtyTracking.Suffices(cached, access);
    public static W Handled<W>(W pte, Access access) where W : struct, IWord<W> => pte;
}

// A software tracker whose handler opens the page and forgets that it is dirty.
internal readonly struct HandlerForgetsDirty : IDirtyTracking
{
    public static DirtyUpdate Update => DirtyUpdate.None;
    public static Outcome<W> Walk<W>(W pte, Access access) where W : struct, IWord<W> =>
        SoftDirtyTracking.Walk(pte, access);
    public static Outcome<W> Commit<W>(W now, Access access) where W : struct, IWord<W> =>
        SoftDirtyTracking.Commit(now, access);
    public static W Suffices<W>(W cached, Access access) where W : struct, IWord<W> =>
        SoftDirtyTracking.Suffices(cached, access);
    public static W Handled<W>(W pte, Access access) where W : struct, IWord<W> =>
        access.IsWrite ? SoftDirtyPte.MakeYoung(pte).Set(1UL << 1) : SoftDirtyPte.MakeYoung(pte);
}

internal sealed class Mutant<TPte, TDirty, TTlb>(string name) : Architecture<TPte, TDirty, TTlb>(name)
    where TPte : struct, IPteFormat
    where TDirty : struct, IDirtyTracking
    where TTlb : struct, ITlbModel;

/// <summary>Plugins with one defect each, under the name of the architecture that they mean to be.</summary>
internal static class PluginMutants
{
    private const string X86 = "x86", Soft = "soft-dirty";

    public static IReadOnlyList<(string Name, Architecture Plugin)> All { get; } =
    [
        ("wrprotect drops dirtiness", new Mutant<WriteProtectDropsDirty, SoundX86Dirty, SoundX86Tlb>(X86)),
        ("wrprotect keeps writing", new Mutant<WriteProtectKeepsWriting, SoundX86Dirty, SoundX86Tlb>(X86)),
        ("mkclean leaves hardware's dirty bit",
            new Mutant<MakeCleanLeavesHardwareDirty, SoundX86Dirty, SoundX86Tlb>(X86)),
        ("mkclean takes writing", new Mutant<MakeCleanTakesWriting, SoundX86Dirty, SoundX86Tlb>(X86)),
        ("mkwrite dirties", new Mutant<MakeWritableDirties, SoundX86Dirty, SoundX86Tlb>(X86)),
        ("mkdirty doesn't", new Mutant<MakeDirtyForgets, SoundX86Dirty, SoundX86Tlb>(X86)),
        ("start keeps the entry", new Mutant<StartKeepsTheEntry, SoundX86Dirty, SoundX86Tlb>(X86)),
        ("the dirty update is blind", new Mutant<SoundX86Pte, UpdatesBlindly, SoundX86Tlb>(X86)),
        ("the dirty update reads, then writes", new Mutant<SoundX86Pte, ReadsThenWrites, SoundX86Tlb>(X86)),
        ("the dirty update strays", new Mutant<SoundX86Pte, Strays, SoundX86Tlb>(X86)),
        ("the dirty update forgets dirty", new Mutant<SoundX86Pte, UpdateForgetsDirty, SoundX86Tlb>(X86)),
        ("an entry cached clean serves stores", new Mutant<SoundX86Pte, CleanEntryServesStores, SoundX86Tlb>(X86)),
        ("an entry cached read-only serves stores",
            new Mutant<SoundX86Pte, ReadOnlyEntryServesStores, SoundX86Tlb>(X86)),
        ("the walk ignores R/W", new Mutant<SoundX86Pte, WalkIgnoresWriting, SoundX86Tlb>(X86)),
        ("the dirty update ignores P", new Mutant<SoundX86Pte, WalkIgnoresPresent, SoundX86Tlb>(X86)),
        ("the TLB fills dirty", new Mutant<SoundX86Pte, SoundX86Dirty, FillsDirty>(X86)),
        ("the TLB fills writable", new Mutant<SoundX86Pte, SoundX86Dirty, FillsWritable>(X86)),
        ("flushes complete too early", new Mutant<SoundX86Pte, SoundX86Dirty, CompletesTooEarly>(X86)),
        ("the fault handler does nothing", new Mutant<SoftDirtyPte, HandlerDoesNothing, SoftDirtyTlb>(Soft)),
        ("the fault handler forgets dirty", new Mutant<SoftDirtyPte, HandlerForgetsDirty, SoftDirtyTlb>(Soft)),
        .. ShapeMutants.All,
    ];
}
