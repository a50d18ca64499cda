using Emulator.Plugins.X86;

namespace Emulator.Engine.Tests.Scenarios.Mutants;

internal readonly struct HugeBasePages : IX86Pte<HugeBasePages>
{
    static Geometry IPteFormat.Geometry => new(PageShift: 21, Levels: 3, IndexBits: 9, UserAddressBits: 47);
}

internal readonly struct TablesAreAbsent : IX86Pte<TablesAreAbsent>
{
    static Pte IPteFormat.Table(Pfn table) => new(X86Pte.Table(table).Value & ~1UL);
}

internal readonly struct TablesAreElsewhere : IX86Pte<TablesAreElsewhere>
{
    static Pte IPteFormat.Table(Pfn table) => X86Pte.Table(new(table.Value << 1));
}

internal readonly struct UpperTablesAreElsewhere : IX86Pte<UpperTablesAreElsewhere>
{
    static PteFeatures IPteFormat.Features => X86Pte.Features | PteFeatures.TableByLevel;
    static Pte IPteFormat.Table(Pfn table, int level) => X86Pte.Table(level == 3 ? new(table.Value + 1) : table);
}

internal readonly struct DirtyHasNoName : IX86Pte<DirtyHasNoName>
{
    static IReadOnlyList<PteBit> IPteFormat.Bits { get; } = [.. X86Pte.Bits.Where(b => b.Number != X86Bit.D)];
}

internal readonly struct LeafDropsAFrameBit : IX86Pte<LeafDropsAFrameBit>
{
    static W IPteFormat.Leaf<W>(W frame) => X86Pte.Leaf(frame.Clear(1UL << 30));
}

internal readonly struct StartLeavesIt : IX86Pte<StartLeavesIt>
{
    static W IPteFormat.Started<W>(W old) => old.Clear(1UL << X86Bit.RW);
}

internal readonly struct HugeIsNoHuge : IX86Pte<HugeIsNoHuge>
{
    static W IPteFormat.MakeHuge<W>(W pte) => pte;
}

internal readonly struct HasNoAccessedBit : IX86Pte<HasNoAccessedBit>
{
    static PteFeatures IPteFormat.Features => X86Pte.Features | PteFeatures.NoAccessedBit;
}

internal readonly struct HasNoDirtyBit : IX86Pte<HasNoDirtyBit>
{
    static PteFeatures IPteFormat.Features => X86Pte.Features | PteFeatures.NoDirtyBit;
}

// With entries of 4 bytes, the frame and NX don't fit.
internal readonly struct NarrowWithWideFrames : IX86Pte<NarrowWithWideFrames>
{
    static Geometry IPteFormat.Geometry => X86Pte.Geometry with { EntryBytes = 4 };
}

internal readonly struct ServesEveryone : IX86Dirty<ServesEveryone>
{
    static W IDirtyTracking.Suffices<W>(W cached, Access access) =>
        X86Dirty.Suffices(cached, access with { User = false });
}

internal readonly struct WalkTakesWriting : IX86Dirty<WalkTakesWriting>
{
    static Outcome<W> IDirtyTracking.Walk<W>(W pte, Access access) => X86Dirty.Walk(pte, access) is var o
        && !access.IsWrite ? o with { Entry = o.Entry.Clear(1UL << X86Bit.RW) } : o;
}

internal readonly struct HandlerTakesWriting : IX86Dirty<HandlerTakesWriting>
{
    static W IDirtyTracking.Handled<W>(W pte, Access access) => access.IsWrite ? pte : X86Pte.WriteProtect(pte);
}

internal readonly struct SaysThatSoftwareSetsDirty : IX86Dirty<SaysThatSoftwareSetsDirty>
{
    static DirtyUpdate IDirtyTracking.Update => DirtyUpdate.None;
}

internal readonly struct FillsAnotherFrame : IX86Tlb, ITlbModel
{
    static W ITlbModel.Cached<W>(W pte) => X86Tlb.Cached(pte) ^ X86Tlb.Cached(pte).Bit(X86Bit.P).At(12);
}

/// <summary>Defects in what the laws of trees, names, leaves and the rest see.</summary>
internal static class ShapeMutants
{
    private const string X86 = "x86";

    public static IReadOnlyList<(string Name, Architecture Plugin)> All { get; } =
    [
        ("pages are too large", new Mutant<HugeBasePages, SoundX86Dirty, SoundX86Tlb>(X86)),
        ("a table's entry is absent", new Mutant<TablesAreAbsent, SoundX86Dirty, SoundX86Tlb>(X86)),
        ("a table's entry leads elsewhere", new Mutant<TablesAreElsewhere, SoundX86Dirty, SoundX86Tlb>(X86)),
        ("the root's entries lead elsewhere", new Mutant<UpperTablesAreElsewhere, SoundX86Dirty, SoundX86Tlb>(X86)),
        ("D has no name", new Mutant<DirtyHasNoName, SoundX86Dirty, SoundX86Tlb>(X86)),
        ("a leaf drops a bit of its frame", new Mutant<LeafDropsAFrameBit, SoundX86Dirty, SoundX86Tlb>(X86)),
        ("start leaves a usable entry", new Mutant<StartLeavesIt, SoundX86Dirty, SoundX86Tlb>(X86)),
        ("a huge page's entry looks like a table's", new Mutant<HugeIsNoHuge, SoundX86Dirty, SoundX86Tlb>(X86)),
        ("it says that it has no accessed bit", new Mutant<HasNoAccessedBit, SoundX86Dirty, SoundX86Tlb>(X86)),
        ("it says that it has no dirty bit", new Mutant<HasNoDirtyBit, SoundX86Dirty, SoundX86Tlb>(X86)),
        ("its entries don't fit into 4 bytes", new Mutant<NarrowWithWideFrames, SoundX86Dirty, SoundX86Tlb>(X86)),
        ("the TLB serves users what is the kernel's", new Mutant<SoundX86Pte, ServesEveryone, SoundX86Tlb>(X86)),
        ("the walk takes writing", new Mutant<SoundX86Pte, WalkTakesWriting, SoundX86Tlb>(X86)),
        ("the fault handler takes writing", new Mutant<SoundX86Pte, HandlerTakesWriting, SoundX86Tlb>(X86)),
        ("it says that software sets dirty", new Mutant<SoundX86Pte, SaysThatSoftwareSetsDirty, SoundX86Tlb>(X86)),
        ("the TLB fills another frame", new Mutant<SoundX86Pte, SoundX86Dirty, FillsAnotherFrame>(X86)),
    ];
}
