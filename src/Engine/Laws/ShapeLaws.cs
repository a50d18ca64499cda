using System.Globalization;
using Emulator.Engine.Cpu;
using Emulator.Engine.Formats;
using Emulator.Engine.Memory;

namespace Emulator.Engine.Laws;

/// <summary>The laws of the tree and of the bits' names: what isn't a formula over an entry.</summary>
internal abstract class ShapeLaw(string name, string says) : Law(name, says)
{
    public override IReadOnlyList<string> RestsOn => [];

    public sealed override void Ask<TPte, TDirty, TTlb, W>(Clauses<W> clauses, W p, W q)
    {
    }

    internal sealed override LawResult Check<TPte, TDirty, TTlb>() => Fault<TPte, TDirty, TTlb>() is { } fault
        ? new(this, LawVerdict.Broken) { Why = fault } : new(this, LawVerdict.Holds);

    /// <summary>What is wrong; null: nothing.</summary>
    protected abstract string? Fault<TPte, TDirty, TTlb>()
        where TPte : struct, IPteFormat
        where TDirty : struct, IDirtyTracking
        where TTlb : struct, ITlbModel;
}

internal sealed class GeometryExists() : ShapeLaw("G1", "the geometry is one that the emulator works with")
{
    public override string Bug => "none: no page table can be made";

    protected override string? Fault<TPte, TDirty, TTlb>() => TPte.Geometry.Fault is { } fault
        ? $"the geometry has {fault}; expected {Geometry.Limits}" : null;
}

internal sealed class TablesLeadToTables()
    : ShapeLaw("G2", "a table's entry is present, maps no huge page and gives back its table, at every level")
{
    // Each of the first, and beyond them each of one bit and of two, and all.
    private const ulong Each = 1 << 12;

    public override string Bug => "none: a walk ends above its tables, makes them for ever, or goes out of memory";

    public override IReadOnlyList<string> RestsOn => ["G1"];

    protected override string? Fault<TPte, TDirty, TTlb>()
    {
        for (var level = 1; level < TPte.Geometry.Levels; level++)
            foreach (var frame in Frames(FrameBits<TPte>.Width))
            {
                var table = new Pfn(frame);
                var entry = TableEntry.Of<TPte>(table, level);
                if (TableEntry.Fault<TPte>(table, entry) is { } fault)
                    return $"{TableEntry.Member<TPte>()} at level {level}, for the table in frame 0x{frame:x}, is "
                        + $"{entry}, {fault}";
            }
        return null;
    }

    private static IEnumerable<ulong> Frames(int width)
    {
        for (ulong frame = 0; frame < Each && frame >> width == 0; frame++)
            yield return frame;
        for (var high = 0; high < width; high++)
            for (var low = 0; low <= high; low++)
                yield return 1UL << high | 1UL << low;
        yield return width == 0 ? 0 : ulong.MaxValue >> (64 - width);
    }
}

internal sealed class BitsAreNamed()
    : ShapeLaw("B1", "Bits names what the formulas look at or change, once, in order, and names the frame whole")
{
    public override string Bug => "none: an entry is told by bits that nobody can look up";

    public override IReadOnlyList<string> RestsOn => ["W1"];

    protected override string? Fault<TPte, TDirty, TTlb>()
    {
        var bits = TPte.Bits;
        for (var n = 1; n < bits.Count; n++)
            if (bits[n - 1].Number + bits[n - 1].Width > bits[n].Number)
                return $"{Spelt(bits[n])} comes behind {Spelt(bits[n - 1])}: they overlap, or aren't in order";
        if (bits.GroupBy(b => b.Name).FirstOrDefault(g => g.Count() > 1) is { } twice)
            return $"two bits are called {twice.Key}";
        if (bits.FirstOrDefault(b => b.Number + b.Width > 8 * TPte.Geometry.EntryBytes) is { Name: not null } beyond)
            return $"{Spelt(beyond)} is beyond an entry of {TPte.Geometry.EntryBytes} bytes";
        var named = bits.Aggregate(0UL, (all, bit) => all | MaskOf(bit));
        foreach (var (member, used) in UsedBits.Of<TPte, TDirty>())
            if ((used & ~named) != 0)
                return $"{member} looks at or changes {Numbers(used & ~named)}, and Bits names none there";
        var frame = UsedBits.OfFrame<TPte>();
        return bits.Where(b => (MaskOf(b) & frame) != 0 && (MaskOf(b) & ~frame) != 0).Select(b =>
            $"{Spelt(b)} holds the frame in part: Frame doesn't look at {Numbers(MaskOf(b) & ~frame)}")
            .FirstOrDefault();
    }

    private static ulong MaskOf(PteBit bit) => ulong.MaxValue >> (64 - bit.Width) << bit.Number;

    private static string Spelt(PteBit bit) => bit.Width == 1 ? $"{bit.Name} (bit {bit.Number})"
        : $"{bit.Name} (bits {bit.Number} to {bit.Number + bit.Width - 1})";

    private static string Numbers(ulong mask)
    {
        var numbers = Enumerable.Range(0, 64).Where(n => (mask >> n & 1) != 0).ToList();
        return numbers is [var only] ? $"bit {only}" : "the bits " + string.Join(", ",
            numbers.Select(n => n.ToString(CultureInfo.InvariantCulture)));
    }
}
