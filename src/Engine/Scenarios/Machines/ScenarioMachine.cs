using System.Globalization;
using Emulator.Engine.Events;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Machines.Threads;
using Emulator.Engine.Scenarios.Machines.Words;
using Emulator.Engine.Scenarios.Model;
using Emulator.Engine.Scenarios.Rows;

namespace Emulator.Engine.Scenarios.Machines;

/// <summary>A machine of one row of a scenario on one architecture.</summary>
internal sealed class ScenarioMachine
{
    private const int MostStarts = 1 << 18;
    private readonly List<Code> _codes = [];

    private ScenarioMachine(RowText text, ArchitectureModel model, MachineOptions options)
    {
        Text = text;
        var parts = options.Parts ?? StandardParts.Instance;
        Machine = new()
        {
            Merges = !options.Fine,
            Properties = text.Asserts.Count,
            MayGoRound = text.HasUntil,
            EndlessSigns = Happening.Unresolved,
        };
        World = parts.World(text, parts.Model(model), Machine);
        Machine.Folded.AddRange(text.Folded);
    }

    public RowText Text { get; }

    public World World { get; }

    public Machine Machine { get; }

    /// <summary>Each thread's code.</summary>
    public IReadOnlyList<Code> Codes => _codes;

    /// <summary>Builds a machine.</summary>
    /// <exception cref="ScenarioException">A text is too long, or goes round without a step.</exception>
    public static ScenarioMachine Of(RowText text, ArchitectureModel model, MachineOptions options)
    {
        var built = new ScenarioMachine(text, model, options);
        try
        {
            built.Compile();
            built.AddAnswers();
            built.AddWhims();
            new PropertyChecks(built.World).AddTo(built.Machine);
            built.AddStarts();
            built.CheckFolded();
            return built;
        }
        catch (TooLongException e)
        {
            throw Wrong(text.Scenario, e.Message,
                $"the text of thread {e.Message} is too long when its repeats are written out; repeat less often");
        }
        catch (EndlessTextException e)
        {
            throw Endless(text.Scenario, e);
        }
    }

    /// <summary>The mistake of a text that goes round without a step.</summary>
    public static ScenarioException Endless(Scenario scenario, EndlessTextException e) =>
        Wrong(scenario, e.Message,
            $"thread {e.Message} goes round for ever without a step; expected a step in every loop");

    private static ScenarioException Wrong(Scenario scenario, string thread, string message) =>
        ScenarioException.Of(scenario.File, scenario.Text,
            [new(scenario.Threads.First(t => t.Name == thread).At, message)]);

    // Folded threads change places field by field.
    private void CheckFolded()
    {
        IEnumerable<string> Names(int thread) => Machine.Fields.Where(f => f.Thread == thread)
            .Select(f => f.Name[Text.Threads[thread].Name.Length..]);
        foreach (var group in Machine.Folded)
            if (group.Any(t => !Names(t).SequenceEqual(Names(group[0]))))
                throw new InvalidOperationException(
                    $"{Text.Threads[group[0]].Name} and its like have different fields");
    }

    private void Compile()
    {
        var threads = Text.Threads;
        for (var n = 0; n < threads.Count; n++)
            Machine.Pc.Add(World.OfThread(n, "pc", 7));
        for (var n = 0; n < threads.Count; n++)
        {
            var code = new Code(threads[n].Name, n, Machine.Pc[n]);
            var variables = threads[n].Variables.ToDictionary(v => v, v => World.OfThreadOnce(code, v));
            new ThreadCompiler(World, code, variables).Compile(threads[n].Body);
            code.Emit(new End());
            _codes.Add(code);
            Machine.Nodes.Add(code.Nodes());
        }
    }

    // Each core answers each sender at a time of its own.
    private void AddAnswers()
    {
        for (var receiver = 0; receiver < Text.Threads.Count; receiver++)
            for (var sender = 0; sender < Text.Threads.Count; sender++)
                if (World.Flushes.Asked(receiver, sender) is { } asked)
                    Machine.Acknowledgements.Add(Answer(receiver, sender, asked));
        foreach (var thread in World.Order.Cores)
            Machine.Acknowledgements.Add(Drain(thread));
    }

    // What a core has under way lands at a time of its own.
    private Step Drain(int thread) => new($"{Text.Threads[thread].Name} drains its store buffer", c =>
        World.Order.TryDrain(c, thread) ? Outcome.Done : Outcome.Blocked);

    private Step Answer(int receiver, int sender, Field asked)
    {
        var torn = World.Torn.Any(t => t.Thread == receiver);
        return new($"{Text.Threads[receiver].Name} answers {Text.Threads[sender].Name}", c =>
        {
            if (torn && World.Torn.Contains((receiver, (int)c[Machine.Pc[receiver]].Bits)))
                return Outcome.Blocked;
            var pages = c[asked].Bits;
            if (!World.Flushes.TryAnswer(c, receiver, sender))
                return Outcome.Blocked;
            c.Tell?.Invoke(new FlushEvent(FlushOp.Answer, Text.Threads[sender].Name, World.NamesOf(pages))
            {
                Actor = Text.Threads[receiver].Name,
                Owe = World.Flushes.OwedTo(c, sender),
            });
            return Outcome.Done;
        });
    }

    private void AddWhims()
    {
        for (var thread = 0; thread < Text.Threads.Count; thread++)
            for (var page = 0; page < World.Pages.Count && World.Flushes.HasTlb(thread); page++)
            {
                if (Text.Scenario.AllowsSpeculation)
                    Machine.Whims.Add(Speculate(thread, page));
                if (Text.Scenario.AllowsEviction)
                    Machine.Whims.Add(Evict(thread, page));
            }
    }

    private Step Speculate(int thread, int page) =>
        new($"{Text.Threads[thread].Name} speculates on {World.Pages[page].Name}", c =>
    {
        var (before, cached) = (c[World.Ptes[page]].Pte, World.Flushes.Cached(c, thread, page).Pte);
        var slot = World.SlotOf(c, thread, page);
        if (!World.Flushes.IsLoaded(c, thread) || !MayFill(ref slot, before, out var found)
            || (found == before && World.Model.Cached(found) == cached))
            return Outcome.Blocked;
        World.Flushes.Fill(c, thread, page, World.Model.Cached(found));
        c.Tell?.Invoke(new TlbEvent(World.Pages[page].Name, Fills: true, found, TlbCause.Speculation)
            { Actor = Text.Threads[thread].Name });
        return Outcome.Done;
    });

    private bool MayFill(ref ExploredSlot slot, Pte before, out Pte found)
    {
        found = before;
        return World.Model.KeepsRefusal(before) || (World.Model.IsPresent(before)
            && World.Model.Walk(ref slot, new(AccessKind.Read), out found) && World.Model.Cached(found) != default);
    }

    private Step Evict(int thread, int page) => new($"{Text.Threads[thread].Name} evicts {World.Pages[page].Name}", c =>
    {
        var cached = World.Flushes.Cached(c, thread, page).Pte;
        if (cached == default)
            return Outcome.Blocked;
        World.Flushes.Fill(c, thread, page, default);
        c.Tell?.Invoke(new TlbEvent(World.Pages[page].Name, Fills: false, cached, TlbCause.Eviction)
            { Actor = Text.Threads[thread].Name });
        return Outcome.Done;
    });

    // Every core that makes accesses starts once without and once with what a read walk would have cached, page by
    // page.
    private void AddStarts()
    {
        var first = new Cell[Machine.Fields.Count];
        foreach (var (name, initial) in Text.Scenario.Vars)
            first[World.Vars[name].Index] = (ulong)initial;
        for (var page = 0; page < World.Pages.Count; page++)
        {
            first[World.Ptes[page].Index] = Entry(World.Pages[page]);
            if (World.Pages[page].IsRecorded)
                first[World.Records[World.Pages[page].Frame].Index] = true;
        }
        for (var thread = 0; thread < Text.Threads.Count; thread++)
            if (World.Flushes.Loaded(thread) is { } loaded)
                first[loaded.Index] = Text.Scenario.Tlbs.All(l => l.Core != Text.Threads[thread].Name
                    || l.Filled != "off");
        World.Contents.Start(first);
        var context = new Context(Machine.Fields.Count);
        foreach (var start in Filled(first))
        {
            context.Begin(start);
            _codes.ForEach(code => code.Begin(context));
            Machine.Starts.Add(context.Values.ToArray());
        }
    }

    private Pte Entry(Page page)
    {
        var model = World.Model;
        if (page.IsAbsent)
            return model.Empty;
        var pte = model.Leaf(page.Frame);
        if (page.IsWritable)
            pte = model.Formula<PteMkwrite.Formula>(pte);
        if (page.IsDirty)
            pte = model.Formula<PteMkdirty.Formula>(pte);
        return page.IsYoung ? pte : model.Formula<PteMkold.Formula>(pte);
    }

    private IEnumerable<Cell[]> Filled(Cell[] first)
    {
        CheckStarts(first);
        IEnumerable<Cell[]> starts = [first];
        for (var thread = 0; thread < Text.Threads.Count; thread++)
            for (var page = 0; page < World.Pages.Count; page++)
                if (World.Flushes.Tlb(thread, page) is { } tlb)
                {
                    var choices = Choices(thread, page, first[World.Ptes[page].Index].Pte);
                    starts = [.. starts.SelectMany(start => choices.Select(choice =>
                    {
                        var filled = (Cell[])start.Clone();
                        filled[tlb.Index] = choice;
                        return filled;
                    }))];
                }
        return starts;
    }

    // Each page of each core doubles them.
    private void CheckStarts(Cell[] first)
    {
        var starts = 1.0;
        for (var thread = 0; thread < Text.Threads.Count; thread++)
            for (var page = 0; page < World.Pages.Count; page++)
                if (World.Flushes.Tlb(thread, page) is not null)
                    starts *= Choices(thread, page, first[World.Ptes[page].Index].Pte).Count;
        if (starts > MostStarts)
            throw ScenarioException.Of(Text.Scenario.File,
                $"TLBs that may start empty or filled make {starts.ToString("#,0", CultureInfo.InvariantCulture)} "
                + $"starting states; expected {MostStarts.ToString("#,0", CultureInfo.InvariantCulture)} at most: "
                + "fix some by lines such as 'tlb cpu0 * : empty', or have fewer pages");
    }

    private List<Pte> Choices(int thread, int page, Pte pte)
    {
        var line = Text.Scenario.Tlbs.LastOrDefault(l => l.Core == Text.Threads[thread].Name
            && (l.Page is null || l.Page == World.Pages[page].Name));
        var cached = World.Model.KeepsRefusal(pte) || (World.Model.IsPresent(pte) && World.Model.IsYoung(pte)
            && World.Model.Hit(pte, new(AccessKind.Read)) == Cpu.AccessStage.Perform)
            ? World.Model.Cached(pte)
            : default;
        return (line?.Filled ?? (Text.Threads[thread].Accesses ? "any" : "empty")) switch
        {
            "cached" => [cached],
            "empty" or "off" => [default],
            _ => cached == default ? [default] : [default, cached],
        };
    }
}
