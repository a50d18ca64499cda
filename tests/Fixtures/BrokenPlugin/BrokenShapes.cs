using Emulator.Plugins.SoftDirty;

namespace Emulator.Fixtures.Broken;

// One bug each in what isn't a formula over an entry, or in what formulas must leave alone. A wrong geometry isn't
// here: a plugin that has one is refused.
public readonly struct AbsentTables : ISoundPte, IPteFormat
{
    static Pte IPteFormat.Table(Pfn table) => new(table.Value << 12);
}

/// <summary>Right at level 1, and at level 2 as if pages had 8 KiB.</summary>
public readonly struct MisplacedUpperTables : ISoundPte, IPteFormat
{
    static PteFeatures IPteFormat.Features => SoftDirtyPte.Features | PteFeatures.TableByLevel;

    static Pte IPteFormat.Table(Pfn table, int level) =>
        SoftDirtyPte.Table(level == 2 ? new(table.Value << 1) : table);
}

public readonly struct NamelessBit : ISoundPte, IPteFormat
{
    static IReadOnlyList<PteBit> IPteFormat.Bits { get; } =
        [.. SoftDirtyPte.Bits.Where(bit => bit.Number != SoftDirtyPte.SwYoung)];
}

public readonly struct LeafDropsAFrameBit : ISoundPte, IPteFormat
{
    static W IPteFormat.Leaf<W>(W frame) => SoftDirtyPte.Leaf(frame.Clear(1UL << 8));
}

public readonly struct StartTakesNothing : ISoundPte, IPteFormat
{
    static W IPteFormat.Started<W>(W old) => old;
}

public readonly struct HugeIsAnyTable : ISoundPte, IPteFormat
{
    static PteFeatures IPteFormat.Features => SoftDirtyPte.Features | PteFeatures.Huge;

    static W IPteFormat.Huge<W>(W entry) => SoftDirtyPte.Present(entry) & entry.Bit(SoftDirtyPte.SwSpecial);

    static W IPteFormat.MakeHuge<W>(W pte) => pte;
}

public readonly struct OldWithoutABit : ISoundPte, IPteFormat
{
    static PteFeatures IPteFormat.Features => SoftDirtyPte.Features | PteFeatures.NoAccessedBit;
}

/// <summary>Serves loads by whatever is cached.</summary>
public readonly struct ServesEveryLoad : ISoundTracking, IDirtyTracking
{
    static W IDirtyTracking.Suffices<W>(W cached, Access access) =>
        access.IsWrite ? SoftDirtyTracking.Suffices(cached, access) : W.Of(1);
}

public readonly struct CachesEverything : ITlbModel
{
    public static FlushReach Reach => SoftDirtyTlb.Reach;

    public static W Cached<W>(W pte) where W : struct, IWord<W> => pte;
}

/// <summary>Its walker takes writing away.</summary>
public readonly struct WalkWriteProtects : ISoundTracking, IDirtyTracking
{
    static Outcome<W> IDirtyTracking.Walk<W>(W pte, Access access) => new(SoftDirtyTracking.Walk(pte, access).Fault,
        access.IsWrite ? pte : SoftDirtyPte.WriteProtect(pte));
}

/// <summary>Its handler takes writing away.</summary>
public readonly struct HandlerWriteProtects : ISoundTracking, IDirtyTracking
{
    static W IDirtyTracking.Handled<W>(W pte, Access access) => access.IsWrite
        ? SoftDirtyTracking.Handled(pte, access) : SoftDirtyPte.WriteProtect(SoftDirtyPte.MakeYoung(pte));
}

/// <summary>Says that software sets dirty, and its hardware does.</summary>
public readonly struct UndeclaredUpdate : ISoundTracking, IDirtyTracking
{
    static DirtyUpdate IDirtyTracking.Update => DirtyUpdate.None;

    static Outcome<W> IDirtyTracking.Commit<W>(W now, Access access) =>
        new((now.Bit(SoftDirtyPte.Valid) & now.Bit(SoftDirtyPte.SwWrite)).Not(), SoftDirtyPte.MakeDirty(now));
}

/// <summary>Leaves dirty and young to a handler that there isn't.</summary>
public readonly struct NobodyHandles : ISoundTracking, IDirtyTracking
{
    static bool IDirtyTracking.FaultIsFinal(Access access) => true;
}

public sealed class BrokenT3Finally() : Architecture<SoundPte, NobodyHandles, SoftDirtyTlb>("broken-t3-finally");
public sealed class BrokenG2() : Architecture<AbsentTables, SoundTracking, SoftDirtyTlb>("broken-g2");
public sealed class BrokenG2AtALevel()
    : Architecture<MisplacedUpperTables, SoundTracking, SoftDirtyTlb>("broken-g2-at-a-level");
public sealed class BrokenB1() : Architecture<NamelessBit, SoundTracking, SoftDirtyTlb>("broken-b1");
public sealed class BrokenL17() : Architecture<LeafDropsAFrameBit, SoundTracking, SoftDirtyTlb>("broken-l17");
public sealed class BrokenL18() : Architecture<StartTakesNothing, SoundTracking, SoftDirtyTlb>("broken-l18");
public sealed class BrokenL19() : Architecture<HugeIsAnyTable, SoundTracking, SoftDirtyTlb>("broken-l19");
public sealed class BrokenL20() : Architecture<OldWithoutABit, SoundTracking, SoftDirtyTlb>("broken-l20");
public sealed class BrokenT5() : Architecture<SoundPte, ServesEveryLoad, CachesEverything>("broken-t5");
public sealed class BrokenT6() : Architecture<SoundPte, WalkWriteProtects, SoftDirtyTlb>("broken-t6");
public sealed class BrokenT7() : Architecture<SoundPte, HandlerWriteProtects, SoftDirtyTlb>("broken-t7");
public sealed class BrokenT8() : Architecture<SoundPte, UndeclaredUpdate, SoftDirtyTlb>("broken-t8");

/// <summary>Exempt from a law that there isn't.</summary>
public sealed class BrokenExemption() : Architecture<SoundPte, SoundTracking, SoftDirtyTlb>("broken-exemption")
{
    /// <inheritdoc/>
    public override IReadOnlyList<LawExemption> Exemptions => [new("L99", "a slip of the pen")];
}

/// <summary>Exempt from a law that holds.</summary>
public sealed class NeedlesslyExempt() : Architecture<SoundPte, SoundTracking, SoftDirtyTlb>("needlessly-exempt")
{
    /// <inheritdoc/>
    public override IReadOnlyList<LawExemption> Exemptions => [new("L1", "it was broken once")];
}
