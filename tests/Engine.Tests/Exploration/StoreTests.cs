using Emulator.Engine.Exploration;

namespace Emulator.Engine.Tests.Exploration;

/// <summary>The store holds every state once, in the order in which they came, whatever their width.</summary>
[TestClass]
public sealed class StoreTests
{
    private const int Offers = 200_000;

    // 20 bits: slots of 32 bits from the start. 45: of 64 bits, then of 32. 63: of 64 bits.
    [TestMethod]
    [DataRow(1)]
    [DataRow(20)]
    [DataRow(45)]
    [DataRow(63)]
    public void States_of_one_word_are_held_once_in_the_order_in_which_they_came(int width) =>
        Holds(new Mixing(width), At(width, Offers / 3).Select(word => new Bits1(word)));

    [TestMethod]
    public void So_are_states_of_two_and_four_words()
    {
        Holds(new Mixing(128), At(64, Offers / 3).Zip(At(3, 8), (a, b) => new Bits2(a, b)));
        Holds(new Mixing(256), At(2, 4).Zip(At(64, Offers / 3), (a, b) => new Bits4(new(a, 0), new(0, b))));
    }

    // Fields at the ends of a word, as counters: the states of a protocol look like this, and not like random words.
    [TestMethod]
    [DataRow(40)]
    [DataRow(63)]
    public void States_that_look_alike_are_spread_well_enough_to_need_no_more_slots_than_random_ones(int width)
    {
        var few = (1UL << 8) - 1;
        var alike = Enumerable.Range(0, 1 << 16).Select(n =>
            new Bits1(((ulong)n & few) | ((ulong)n >> 8) << (width - 8)));
        var random = At(width, int.MaxValue).Take(1 << 17).Select(word => new Bits1(word)).Distinct().Take(1 << 16);
        Assert.IsLessThanOrEqualTo(Holds(new Mixing(width), random), Holds(new Mixing(width), alike));
    }

    [TestMethod]
    public void What_was_added_by_another_thread_is_known_when_states_are_offered_again()
    {
        using var store = new Store<Bits1>(new Mixing(45), 10);
        Bits1[] states = [.. At(45, 5_000).Take(20_000).Select(word => new Bits1(word))];
        foreach (var part in states.Chunk(1_000))
        {
            var batch = new Batch<Bits1> { Count = part.Length };
            part.CopyTo(batch.States, 0);
            for (var i = 0; i < part.Length; i++)
                batch.Hashes[i] = Bits1.Mix(part[i], new(45));
            store.Add(batch);
        }
        var count = store.Count;
        Assert.AreEqual(states.Distinct().Count(), count);
        foreach (var state in states)
            store.Offer(state, Bits1.Mix(state, new(45)));
        store.Settle();
        Assert.AreEqual(count, store.Count);
    }

    // Random words of some bits, of so many different ones that most come again and again.
    private static IEnumerable<ulong> At(int width, int different)
    {
        for (var random = new Random(width + different); ;)
            yield return new Random(random.Next(different)).NextUInt64() & (ulong.MaxValue >> (64 - width));
    }

    // How many bytes it took.
    private static long Holds<S>(Mixing mixing, IEnumerable<S> states) where S : unmanaged, IBits<S>
    {
        using var store = new Store<S>(mixing, 5);
        var (seen, inOrder) = (new HashSet<S>(), new List<S>());
        foreach (var state in states.Take(Offers))
        {
            if (seen.Add(state))
                inOrder.Add(state);
            store.Offer(state, S.Mix(state, mixing));
            if (seen.Count % 1_009 == 0)
                store.Settle();
        }
        store.Settle();
        Assert.AreEqual(inOrder.Count, store.Count);
        for (var n = 0; n < inOrder.Count; n++)
            Assert.AreEqual(inOrder[n], store[n]);
        return store.Bytes;
    }
}

file static class Words
{
    public static ulong NextUInt64(this Random random) => (ulong)random.NextInt64(long.MinValue, long.MaxValue);
}
