using Emulator.Engine.Exploration;

namespace Emulator.Engine.Tests.Exploration;

/// <summary>What is asked of runs that never end, on machines of a few states: who is lost where they stay, and where
/// they don't.</summary>
[TestClass]
public sealed class EndlessRuns
{
    [TestMethod]
    public void What_is_lost_in_every_state_that_a_run_goes_round_in_is_violated()
    {
        var found = Explorer.Run(Graph("0>1 1>2 2>1", lost: "12"), new());
        Assert.AreEqual(1, found.Violations[0]?.Steps.Count);
        Assert.AreEqual(new Endless(3, IsStuck: false, GoesRound: true), found.Endless);
        Assert.IsFalse(found.HasEnded);
    }

    [TestMethod]
    public void What_is_lost_in_some_of_them_alone_is_not() => Holds(Graph("0>1 1>2 2>1", lost: "1"), new(3, false,
        true));

    [TestMethod]
    public void What_is_lost_on_the_way_there_is_not() => Holds(Graph("0>1 1>2 2>1", lost: "0"), new(3, false, true));

    [TestMethod]
    public void Going_round_with_a_way_out_to_an_end_is_no_run_without_end() => Holds(Graph("0>1 1>0 1>2", ends: "2",
        lost: "01"), null);

    [TestMethod]
    public void Going_round_with_a_way_out_is_left_where_the_run_goes_round_for_good() =>
        Holds(Graph("0>1 1>0 1>2 2>2", lost: "01"), new(3, false, true));

    [TestMethod]
    public void A_state_that_leads_nowhere_is_where_a_run_stays()
    {
        var found = Explorer.Run(Graph("0>1 0>2", ends: "2", lost: "1"), new());
        Assert.AreEqual(1, found.Violations[0]?.Steps.Count);
        Assert.AreEqual(new Endless(1, IsStuck: true, GoesRound: false), found.Endless);
        Assert.IsTrue(found.IsStuck);
    }

    [TestMethod]
    public void Two_pages_that_are_lost_in_turn_are_not_one_that_is_lost() => Holds(Graph("0>1 1>2 2>1", lost: "1",
        alsoLost: "2"), new(3, false, true));

    [TestMethod]
    public void Of_several_ways_the_nearest_is_shown() =>
        Assert.AreEqual(2, Explorer.Run(Graph("0>1 1>2 2>2 0>3 3>4 4>5 5>4", lost: "245"),
            new()).Violations[0]?.Steps.Count);

    [TestMethod]
    public void A_plain_violation_comes_first()
    {
        var found = Explorer.Run(Graph("0>1 1>1 0>2 2>3", ends: "3", lost: "13"), new());
        Assert.AreEqual(2, found.Violations[0]?.Steps.Count);
        Assert.IsNull(found.Violations[0]?.Lasting);
        Assert.IsNull(found.Endless, "nothing more was asked");
    }

    // A core's own whim may never come, and who may stay where it is may do so.
    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void A_way_out_that_nobody_promises_is_none(bool whim)
    {
        var machine = Graph("0>0", ends: "1", lost: "0");
        var pc = machine.Pc[0];
        var step = new Step("leaves", c => c[pc].Bits == 0 ? To(c, pc, 1) : Outcome.Blocked);
        if (whim)
            machine.Whims.Add(step);
        else
        {
            machine.Pc.Add(machine.Add("pc1"));
            machine.Nodes.Add([new Node([step], MayEnd: true)]);
            machine.Starts[0] = new Cell[machine.Fields.Count];
        }
        var found = Explorer.Run(machine, new());
        Assert.AreEqual(0, found.Violations[0]?.Steps.Count);
        Assert.AreEqual(new Endless(1, false, true), found.Endless);
    }

    [TestMethod]
    public void An_answer_is_promised_and_ends_a_wait()
    {
        var machine = Graph("0>0", ends: "1", lost: "0");
        var (pc, owed) = (machine.Pc[0], Flag(machine));
        machine.Owed.Add(owed);
        machine.Acknowledgements.Add(new("answers", c =>
        {
            c[owed] = 0;
            return To(c, pc, 1);
        }));
        machine.Starts[0] = [0, 1];
        Holds(machine, null);
    }

    [TestMethod]
    public void Where_a_store_never_lands_there_is_no_end()
    {
        var machine = Graph("0>1", ends: "1", lost: "1");
        machine.Landing.Add(Flag(machine));
        machine.Starts[0] = [0, 1];
        var found = Explorer.Run(machine, new());
        Assert.AreEqual(1, found.Violations[0]?.Steps.Count);
        Assert.IsNotNull(found.Violations[0]?.Lasting);
        Assert.IsFalse(found.HasEnded);
    }

    [TestMethod]
    public void Where_nothing_speaks_for_it_nobody_looks()
    {
        var machine = Graph("0>1 1>2 2>1 0>3", ends: "3", lost: "12");
        machine.MayGoRound = false;
        Assert.IsNull(Explorer.Run(machine, new()).Endless);
        Assert.IsNotNull(Explorer.Run(machine, new() { AlwaysSeeksEndless = true }).Violations[0]);
        machine.EndlessSigns = new(1);
        machine.Always.Add(new(1, c =>
        {
            c.Signs |= new Signs(1);
            return false;
        }));
        Assert.IsNotNull(Explorer.Run(machine, new()).Violations[0]);
    }

    // Random graphs of every width and order of discovery, against the rule read slowly: a state of which it is so that
    // whatever it leads to leads back to it, no end is among that, and all of that is lost.
    [TestMethod]
    public void Random_graphs_come_out_as_the_slow_reading_of_the_rule_says()
    {
        var (lost, kept) = (0, 0);
        for (var seed = 0; seed < 2_000; seed++)
        {
            var random = new Random(seed);
            var states = random.Next(2, 12);
            var edges = Enumerable.Range(0, random.Next(1, 2 * states))
                .Select(_ => (From: random.Next(states), To: random.Next(states))).ToList();
            string Some() => string.Concat(Enumerable.Range(0, states).Where(_ => random.Next(3) == 0)
                .Select(n => (char)('0' + n)));
            var (ends, asked) = (Some(), Some());
            var machine = Graph(string.Join(' ', edges.Select(e => $"{(char)('0' + e.From)}>{(char)('0' + e.To)}")),
                ends, asked);
            var found = Explorer.Run(machine, new() { LeastWords = 1 << seed % 3, PackAfter = 1 + seed % 4,
                StoreBits = 11 });
            var slow = Slow(states, edges.Where(e => !ends.Contains((char)('0' + e.From), StringComparison.Ordinal))
                .ToList(), edges, ends, asked);
            Assert.AreEqual(slow, found.Violations[0]?.Steps.Count,
                $"seed {seed}: {string.Join(' ', edges)}, ends {ends}, lost {asked}");
            (lost, kept) = (lost + (found.Violations[0]?.Lasting is null ? 0 : 1), kept + (found.Endless is not null
                && found.Violations[0] is null ? 1 : 0));
        }
        Assert.IsGreaterThan(100, lost);
        Assert.IsGreaterThan(100, kept);
    }

    [TestMethod]
    [DataRow("max-memory")]
    [DataRow("interrupted")]
    public void What_isn_t_looked_at_to_its_end_is_undecided_and_says_why(string bound)
    {
        const int States = 20_000;
        var machine = Line(States);
        using var cancel = new CancellationTokenSource();
        var plain = Explorer.Run(Line(States), new());
        var limits = bound == "max-memory" ? new Limits(MaxBytes: plain.Coverage.Bytes + 300_000)
            : new Limits(Cancel: cancel.Token);
        // Cancelled by the last state of all: the search is over then, and the second look isn't.
        machine.Always.Add(new(1, c =>
        {
            if (c[machine.Fields[1]].Bits == States - 1)
                cancel.Cancel();
            return false;
        }));
        var found = Explorer.Run(machine, limits);
        Assert.AreEqual(bound, found.Bound);
        Assert.IsTrue(found.IsBoundOfEnds);
        Assert.IsTrue(found.IsUndecided(isOfEnds: true));
        Assert.IsFalse(found.IsUndecided(isOfEnds: false));
        Assert.AreEqual(States, found.Coverage.States);
        Assert.IsNull(found.Endless);
        Assert.AreEqual(new Endless(States, false, true), plain.Endless);
    }

    private static void Holds(Machine machine, Endless? endless)
    {
        var found = Explorer.Run(machine, new());
        Assert.IsNull(found.Violations[0]);
        Assert.IsNull(found.Bound);
        Assert.AreEqual(endless, found.Endless);
    }

    // A thread that goes from state to state: "0>1" is a step; where it may end it stops; lost states are a page each.
    private static Machine Graph(string steps, string ends = "", string lost = "", string alsoLost = "")
    {
        var machine = new Machine { Merges = false, Properties = 2 };
        var pc = machine.Add("pc");
        machine.Pc.Add(pc);
        var edges = steps.Split(' ').Select(s => (From: s[0] - '0', To: s[2] - '0')).ToList();
        var states = Math.Max(edges.Max(e => Math.Max(e.From, e.To)), ends.Select(e =>
            e - '0').DefaultIfEmpty().Max()) + 1;
        machine.Nodes.Add([.. Enumerable.Range(0, states).Select(n => new Node(
            [.. edges.Where(e => e.From == n).Select(e => new Step($"{e.From}>{e.To}", c => To(c, pc, e.To)))],
                ends.Contains((char)('0' + n), StringComparison.Ordinal)))]);
        machine.AtEnd.Add(new(0, c => lost.Contains((char)('0' + (int)c[pc].Bits), StringComparison.Ordinal)));
        machine.AtEnd.Add(new(0, c => alsoLost.Contains((char)('0' + (int)c[pc].Bits), StringComparison.Ordinal)));
        machine.Starts.Add([0]);
        return machine;
    }

    // A shared field whose 0 is its first value.
    private static Field Flag(Machine machine)
    {
        var field = machine.Add("flag");
        field.Domain.Intern(0);
        return field;
    }

    private static Machine Line(int states)
    {
        var machine = new Machine { Merges = false, Properties = 2 };
        var pc = machine.Add("pc");
        var at = machine.Add("at");
        machine.Pc.Add(pc);
        machine.Nodes.Add([new Node([new Step("on", c => To(c, at, ((int)c[at].Bits + 1) % states))], false)]);
        machine.AtEnd.Add(new(0, c => c[at].Bits > 0));
        machine.Starts.Add([0, 0]);
        return machine;
    }

    private static Outcome To(Context c, Field pc, int state)
    {
        c[pc] = (ulong)state;
        return Outcome.Done;
    }

    private static int? Slow(int states, List<(int From, int To)> promised, List<(int From, int To)> edges,
        string ends, string lost)
    {
        bool In(string some, int state) => some.Contains((char)('0' + state), StringComparison.Ordinal);
        var depths = Depths(0, edges, states);
        var reachable = Enumerable.Range(0, states).Where(n => depths[n] is not null).ToList();
        if (reachable.Where(n => In(ends, n) && In(lost, n)).Min(n => depths[n]) is { } plain)
            return plain;
        var left = Enumerable.Range(0, states).Select(from => Depths(from, promised, states)).ToList();
        bool IsLeft(int from, int to) => left[from][to] is not null;
        bool IsWrong(int from, int at) => IsLeft(at, from) && !In(ends, at) && In(lost, at);
        return reachable.Where(n => Enumerable.Range(0, states).Where(m => IsLeft(n, m)).All(m => IsWrong(n, m)))
            .Min(n => depths[n]);
    }

    private static int?[] Depths(int from, List<(int From, int To)> edges, int states)
    {
        var depths = new int?[states];
        depths[from] = 0;
        for (var round = 0; round < states; round++)
            foreach (var (source, target) in edges)
                if (depths[source] is { } depth && (depths[target] ?? int.MaxValue) > depth + 1)
                    depths[target] = depth + 1;
        return depths;
    }
}
