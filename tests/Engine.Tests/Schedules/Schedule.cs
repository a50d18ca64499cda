using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Language;
using Emulator.Engine.Scenarios.Machines;
using Emulator.Engine.Scenarios.Machines.State;

namespace Emulator.Engine.Tests.Schedules;

/// <summary>Random schedules of one small scenario on one architecture: each step is made by the machine, then by real
/// cores, and the two are held against each other.</summary>
internal sealed class Schedule
{
    private const int MostSteps = 150;
    private readonly int _seed;
    private readonly SmallScenario _scenario;
    private readonly Architecture _architecture;
    private readonly ScenarioMachine _machine;
    private readonly Moves _moves;

    /// <param name="seed">Of the scenario and its schedules.</param>
    /// <param name="architecture">On which.</param>
    /// <param name="parts">What the machine is made of; null: the engine's own parts.</param>
    public Schedule(int seed, Architecture architecture, Parts? parts = null)
    {
        (_seed, _architecture, _scenario) = (seed, architecture, RandomScenarios.Of(seed));
        var scenario = ScenarioReader.Read($"seed {seed}", _scenario.Text);
        _machine = ScenarioMachine.Of(new(scenario, scenario.Rows[0], folds: false), ArchitectureModel.Of(architecture),
            new(Fine: true, Folds: false, Parts: parts));
        _moves = new(_machine.Machine);
    }

    /// <summary>Runs one schedule.</summary>
    /// <returns>Its steps' names.</returns>
    /// <exception cref="Difference">Says the seed, the scenario, the schedule so far and the first
    /// difference.</exception>
    public IReadOnlyList<string> Run(int number)
    {
        var random = new Random(unchecked(_seed * 1000 + number));
        var starts = _machine.Machine.Starts;
        var explored = new ExploredSide(_scenario, _machine.World, starts[random.Next(starts.Count)]);
        using var real = RealMachine.Of(_architecture, _scenario);
        var done = new List<string>();
        try
        {
            Run(explored, real, random, done);
        }
        catch (Difference e)
        {
            throw new Difference($"seed {_seed}, schedule {number}, on {_architecture.Name}\n{_scenario.Text}\n"
                + $"{string.Join("\n", done.Select((name, n) => $"{n + 1,3}. {name}"))}\n==> {e.Message}");
        }
        return done;
    }

    private void Run(ExploredSide explored, RealMachine real, Random random, List<string> done)
    {
        var comparison = new Comparison(_scenario, explored, real);
        real.Start(explored);
        comparison.Check();
        while (done.Count < MostSteps && Next(explored.State, real, random) is { } step)
        {
            done.Add(step.Name);
            explored.Take(step);
            real.Do(Correspondence.Of(step.Name));
            comparison.Check();
        }
    }

    // Any step that can be made. Where a real core does two of them in one, the second comes at once.
    private TraceStep? Next(Cell[] state, RealMachine real, Random random)
    {
        var inside = Enumerable.Range(0, _scenario.Threads.Count).Where(real.IsInside).ToList();
        var moves = inside.Count > 0 ? Of(state, inside[0]).ToArray() : All(state).ToArray();
        random.Shuffle(moves);
        var lateWhims = random.Next(8) != 0;
        foreach (var move in lateWhims ? moves.OrderBy(m => m.Thread == Move.Whim) : moves.AsEnumerable())
            if (_moves.Make(state, move) is { } made)
                return made.Step;
        return null;
    }

    private IEnumerable<Move> All(Cell[] state) =>
    [
        .. Enumerable.Range(0, _scenario.Threads.Count).SelectMany(thread => Of(state, thread)),
        .. Enumerable.Range(0, _machine.Machine.Acknowledgements.Count).Select(n => new Move(Move.Acknowledgement, n)),
        .. Enumerable.Range(0, _machine.Machine.Whims.Count).Select(n => new Move(Move.Whim, n)),
    ];

    private IEnumerable<Move> Of(Cell[] state, int thread)
    {
        var place = (int)state[_machine.Machine.Pc[thread].Index].Bits;
        return Enumerable.Range(0, _machine.Machine.Nodes[thread][place].Steps.Count).Select(n => new Move(thread, n));
    }
}
