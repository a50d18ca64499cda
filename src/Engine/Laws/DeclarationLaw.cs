using System.Globalization;
using Emulator.Engine.Formats;

namespace Emulator.Engine.Laws;

/// <summary>The law of what isn't asked of entries: what a plugin declares of itself.</summary>
internal sealed class DeclaredIsThere() : ShapeLaw("D1", "what is declared is there: values and signatures are the "
    + "contract's, and what a declaration promises is implemented")
{
    private static readonly (PteFeatures Feature, string[] Members)[] Promised =
    [
        (PteFeatures.SoftDirty, [nameof(IPteFormat.SoftDirty), nameof(IPteFormat.MakeSoftDirty),
            nameof(IPteFormat.ClearSoftDirty)]),
        (PteFeatures.ProtNone, [nameof(IPteFormat.ProtNone), nameof(IPteFormat.MakeProtNone)]),
        (PteFeatures.Huge, [nameof(IPteFormat.Huge)]),
        (PteFeatures.ModifyHuge, [nameof(IPteFormat.ModifyHuge)]),
        (PteFeatures.Swap, [nameof(IPteFormat.Swap), nameof(IPteFormat.SwapOffset),
            nameof(IPteFormat.SwapOffsetBits)]),
        (PteFeatures.StartKeepsEntry, [nameof(IPteFormat.Started)]),
    ];

    private static readonly (PteFeatures Without, string[] Members)[] Usual =
    [
        (PteFeatures.NoDirtyBit, [nameof(IPteFormat.Dirty), nameof(IPteFormat.MakeDirty),
            nameof(IPteFormat.MakeClean)]),
        (PteFeatures.NoAccessedBit, [nameof(IPteFormat.Young), nameof(IPteFormat.MakeYoung),
            nameof(IPteFormat.MakeOld)]),
    ];

    public override string Bug => "none: a default answers in place of what was meant";

    protected override string? Fault<TPte, TDirty, TTlb>() => Value<TPte, TDirty, TTlb>()
        ?? Implementations.Of(typeof(TPte), typeof(IPteFormat)).Stray
        ?? Implementations.Of(typeof(TDirty), typeof(IDirtyTracking)).Stray
        ?? Implementations.Of(typeof(TTlb), typeof(ITlbModel)).Stray
        ?? Missing<TPte>(Implementations.Of(typeof(TPte), typeof(IPteFormat)));

    private static string? Value<TPte, TDirty, TTlb>()
        where TPte : struct, IPteFormat
        where TDirty : struct, IDirtyTracking
        where TTlb : struct, ITlbModel
    {
        var bits = 8 * TPte.Geometry.EntryBytes;
        return Unnamed(TPte.Features) ?? Unnamed(TPte.NotAtomic) ?? Unnamed(TDirty.Update) ?? Unnamed(TTlb.Reach)
            ?? (FormatNeeds.Lacking(TPte.Features, PteFeatures.Swap) == 0 && (TPte.SwapOffsetBits < 1
                    || TPte.SwapOffsetBits >= bits)
                ? $"SwapOffsetBits is {TPte.SwapOffsetBits}; expected 1 to {bits - 1}: a swap entry of {bits} bits has "
                    + "an offset, and more"
                : null);
    }

    private static string? Unnamed<T>(T value) where T : struct, Enum
    {
        var isNamed = typeof(T).IsDefined(typeof(FlagsAttribute), inherit: false)
            ? (Number(value) & ~Enum.GetValues<T>().Aggregate(0UL, (all, v) => all | Number(v))) == 0
            : Enum.IsDefined(value);
        return isNamed ? null : $"{typeof(T).Name} {value:D} is none that the contract names; expected "
            + string.Join(", ", Enum.GetNames<T>());
    }

    private static ulong Number<T>(T value) where T : struct, Enum =>
        Convert.ToUInt64(value, CultureInfo.InvariantCulture);

    private static string? Missing<TPte>(Implementations format) where TPte : struct, IPteFormat
    {
        foreach (var (feature, members) in Promised.Where(p => (TPte.Features & p.Feature) != 0))
            if (members.FirstOrDefault(format.IsDefault) is { } missing)
                return $"Features has {feature}, and {missing} isn't implemented: its default answers; implement it, "
                    + $"or take {feature} out";
        foreach (var (without, members) in Usual.Where(p => (TPte.Features & p.Without) == 0))
            if (members.FirstOrDefault(format.IsDefault) is { } missing)
                return $"{missing} isn't implemented: its default answers; implement it, or say in Features that "
                    + $"there is {without}";
        var isByLevel = (TPte.Features & PteFeatures.TableByLevel) != 0;
        return !format.IsDefault(nameof(IPteFormat.Table), isByLevel ? 2 : 1) ? null
            : isByLevel ? "Features has TableByLevel, and Table(table, level) isn't implemented; implement it, or take "
                + "TableByLevel out"
            : "Table(table) isn't implemented; implement it, or Table(table, level) with TableByLevel in Features";
    }
}
