using System.Numerics;
using System.Runtime.CompilerServices;

namespace Emulator.Engine.Exploration;

/// <summary>Where each field stands in a packed state. A field never lies across two words; folded threads have blocks
/// of the same shape, each within one word.</summary>
internal sealed class Layout
{
    private readonly (int Word, int Shift, int Width)[] _places;

    private Layout(int words, (int, int, int)[] places, IReadOnlyList<Block[]> blocks) =>
        (Words, _places, Blocks) = (words, places, blocks);

    /// <summary>Words of 64 bits: 1, 2 or 4.</summary>
    public int Words { get; }

    /// <summary>Bits in use, from the lowest on.</summary>
    public int Width { get; private init; }

    /// <summary>The blocks of each group of folded threads.</summary>
    public IReadOnlyList<Block[]> Blocks { get; }

    public (int Word, int Shift, int Width) this[int field]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _places[field];
    }

    /// <summary>A folded thread's bits.</summary>
    internal readonly record struct Block(int Word, int Shift, ulong Mask);

    /// <summary>Places fields of the given widths.</summary>
    /// <param name="machine">Its fields and folded threads.</param>
    /// <param name="widths">In bits, by field; folded threads' fields have the same.</param>
    /// <param name="leastWords">At least so many words.</param>
    /// <exception cref="StateTooWideException">Four words don't hold them.</exception>
    public static Layout Of(Machine machine, int[] widths, int leastWords = 1)
    {
        foreach (var words in new[] { 1, 2, 4 }.Where(w => w >= leastWords))
            if (TryPlace(machine, widths, words) is { } layout)
                return layout;
        throw new StateTooWideException();
    }

    /// <summary>Places fields of the first widths that fit.</summary>
    /// <exception cref="StateTooWideException">None do.</exception>
    public static Layout OfWidest(Machine machine, int leastWords, int[] wide, int[] tight)
    {
        try
        {
            return Of(machine, wide, leastWords);
        }
        catch (StateTooWideException)
        {
            return Of(machine, tight, leastWords);
        }
    }

    /// <summary>Widths before the domains are known.</summary>
    public static int[] Roomy(Machine machine) => [.. machine.Fields.Select(f =>
        Math.Max(f.Roomy, BitsFor(f.Domain.Count)))];

    /// <summary>The widths that the domains need now.</summary>
    public static int[] Tight(Machine machine) => [.. machine.Fields.Select(f => BitsFor(f.Domain.Count))];

    /// <summary>Places fields as the domains need them now. Those that have outgrown their places get a bit more if
    /// that costs no word: packing again is work for every state.</summary>
    public static Layout Packed(Machine machine, int leastWords, Layout old)
    {
        var widths = Tight(machine);
        var tight = Of(machine, widths, leastWords);
        int[] easy = [.. widths.Select((width, field) => width > old[field].Width ? width + 1 : width)];
        return TryPlace(machine, easy, tight.Words) ?? tight;
    }

    public static int BitsFor(int values) => values <= 1 ? 0 : 32 - BitOperations.LeadingZeroCount((uint)values - 1);

    private static Layout? TryPlace(Machine machine, int[] widths, int words)
    {
        var placing = new Placing(widths, words);
        var blocks = new List<Block[]>();
        foreach (var group in machine.Folded)
            if (placing.Group(group.Select(t => machine.Fields.Where(f => f.Thread == t).ToList())) is { } placed)
                blocks.Add(placed);
            else
                return null;
        var single = machine.Fields.Where(f => !machine.Folded.Any(g => g.Contains(f.Thread)));
        return single.OrderByDescending(f => widths[f.Index]).All(placing.TryPut)
            ? new(words, placing.Places, blocks) { Width = words == 1 ? placing.UsedOfFirst : 64 * words }
            : null;
    }

    /// <summary>A layout in the making.</summary>
    private sealed class Placing(int[] widths, int words)
    {
        private readonly int[] _used = new int[words];

        public (int, int, int)[] Places { get; } = new (int, int, int)[widths.Length];

        public int UsedOfFirst => _used[0];

        /// <summary>Gives each of several folded threads a block; null: one doesn't fit.</summary>
        public Block[]? Group(IEnumerable<List<Field>> threads)
        {
            var placed = new List<Block>();
            foreach (var fields in threads)
            {
                var width = fields.Sum(f => widths[f.Index]);
                if (width > 64 || Fits(width) is not { } word)
                    return null;
                placed.Add(new(word, _used[word] & 63, width == 64 ? ulong.MaxValue : (1UL << width) - 1));
                foreach (var field in fields)
                    Put(field, word);
            }
            return [.. placed];
        }

        /// <summary>Gives a field a place.</summary>
        /// <returns>False: it doesn't fit.</returns>
        public bool TryPut(Field field)
        {
            if (Fits(widths[field.Index]) is not { } word)
                return false;
            Put(field, word);
            return true;
        }

        // The highest bit of the first word stays 0: no state has every bit set.
        private int? Fits(int width)
        {
            for (var word = 0; word < words; word++)
                if (_used[word] + width <= (word == 0 ? 63 : 64))
                    return word;
            return null;
        }

        private void Put(Field field, int word)
        {
            Places[field.Index] = (word, _used[word] & 63, widths[field.Index]);
            _used[word] += widths[field.Index];
        }
    }
}

/// <summary>A machine has more state than four words hold.</summary>
internal sealed class StateTooWideException : Exception;

/// <summary>A layout's masks for one size of packed state.</summary>
internal sealed class Packing<S>(Machine machine, Layout layout) where S : unmanaged, IBits<S>
{
    /// <summary>The bits of a field.</summary>
    public S MaskOf(int field)
    {
        var (word, shift, width) = layout[field];
        S mask = default;
        Mixed.Word(ref mask, word) = width == 0 ? 0 : (ulong.MaxValue >> (64 - width)) << shift;
        return mask;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int IdOf(S state, int field)
    {
        var (word, shift, width) = layout[field];
        return width == 0 ? 0 : (int)(Mixed.Word(ref state, word) >> shift & (ulong.MaxValue >> (64 - width)));
    }

    public void Unpack(S state, Span<Cell> values)
    {
        for (var f = 0; f < values.Length; f++)
            values[f] = machine.Fields[f].Domain[IdOf(state, f)];
    }

    /// <summary>Adds a field's number to bits that are 0 there.</summary>
    /// <returns>False: it doesn't fit.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryAdd(ref S bits, int field, int id)
    {
        var (word, shift, width) = layout[field];
        if ((long)id >> width != 0)
            return false;
        if (width > 0)
            Mixed.Word(ref bits, word) |= (ulong)id << shift;
        return true;
    }
}
