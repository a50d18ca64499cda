using System.Diagnostics;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Language;
using Emulator.Engine.Scenarios.Model;
using Emulator.Engine.Scenarios.Verdicts;
using Emulator.Host.Plugins;

namespace Emulator.Host.Scenarios;

/// <summary>Explores the rows of scenarios side by side. Results come in the order of the files, rows and architectures, whatever the
/// number of threads.</summary>
internal sealed class ExploreRun(Terminal terminal, ExploreOptions options)
{
    private sealed record Job(Scenario Scenario, Row Row, LoadedArchitecture Architecture);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Lock _lock = new();
    private int _next, _running, _done;
    private long _states, _lastShown;
    private bool _shown;

    /// <summary>What kept rows from being explored.</summary>
    public IReadOnlyList<Exception> Failures { get; private set; } = [];

    /// <summary>Explores.</summary>
    public IReadOnlyList<RowResult> Run(IReadOnlyList<Scenario> scenarios, IReadOnlyList<LoadedArchitecture> architectures, CancellationToken cancel) =>
        Run(scenarios, _ => architectures, cancel);

    /// <summary>Architectures of today for every scenario; as they once were, for those that name them.</summary>
    public static Func<Scenario, IReadOnlyList<LoadedArchitecture>> Today(IReadOnlyList<LoadedArchitecture> loaded) =>
        scenario => [.. loaded.Where(a => a.Facts.History is null || scenario.Names(a.Name))];

    /// <summary>Explores, each scenario on architectures of its own.</summary>
    public IReadOnlyList<RowResult> Run(IReadOnlyList<Scenario> scenarios, Func<Scenario, IReadOnlyList<LoadedArchitecture>> architecturesOf, CancellationToken cancel)
    {
        CheckParams(scenarios);
        var jobs = (from scenario in scenarios
                    where options.Property is not { } p || scenario.Asserts.Contains(p)
                    from row in scenario.Rows
                    where options.Params.All(k => row[k.Param] is null || row[k.Param] == k.Value)
                    from architecture in architecturesOf(scenario)
                    where scenario.Architectures.Count == 0 || scenario.Architectures.Any(n => n.Text == architecture.Name)
                    select new Job(scenario, row, architecture)).ToList();
        var results = new RowResult?[jobs.Count];
        var failures = new Exception?[jobs.Count];
        var threads = Enumerable.Range(0, Math.Min(options.Threads, jobs.Count)).Select(_ => new Thread(() => Work(jobs, results, failures, cancel)) { IsBackground = true }).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        if (_shown)
            terminal.Error.Write($"\r{new string(' ', 78)}\r");
        Failures = [.. failures.Zip(jobs).Where(f => f.First is not null).DistinctBy(f => (f.Second.Architecture.Name, f.Second.Scenario.File)).Select(f => f.First).OfType<Exception>()];
        return [.. results.OfType<RowResult>()];
    }

    private void Work(List<Job> jobs, RowResult?[] results, Exception?[] failures, CancellationToken cancel)
    {
        Interlocked.Increment(ref _running);
        try
        {
            for (int n; (n = Interlocked.Increment(ref _next) - 1) < jobs.Count;)
            {
                try
                {
                    results[n] = Explore(jobs[n], jobs.Count, cancel);
                }
                catch (Exception e)
                {
                    failures[n] = e;   // this row's alone: the others are explored all the same
                }
                Interlocked.Increment(ref _done);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    private RowResult Explore(Job job, int jobs, CancellationToken cancel)
    {
        var limits = options.LimitsOf(jobs, cancel) with
        {
            MayShare = () => Volatile.Read(ref _next) >= jobs && Volatile.Read(ref _running) < options.Threads,
            Progress = coverage => Show(coverage, job, jobs),
        };
        try
        {
            var result = RowExploration.Run(job.Scenario, job.Row, job.Architecture.Architecture, options.Machine, limits, options.Property);
            if (result.Findings is null)
                ArchitectureNames.CheckApplies(job.Scenario, job.Row, job.Architecture.Name);
            Interlocked.Add(ref _states, result.Findings?.Coverage.States ?? 0);
            return result;
        }
        catch (Exception e) when (e is not (ScenarioException or UserError))
        {
            var where = $" while exploring {job.Scenario.Name}{(job.Row.Values.Count > 0 ? $", {job.Row}" : "")}{(e is StepException step ? $" in the state {step.State}" : "")}";
            var cause = e is StepException { InnerException: { } inner } ? inner : e;
            throw PluginFault.IsOne(cause) ? new PluginFault(job.Architecture, cause, where) : new ExplorationException(job.Architecture.Name, where, cause);
        }
    }

    private void Show(Coverage coverage, Job job, int jobs)
    {
        if (!terminal.ErrorIsTerminal || _clock.ElapsedMilliseconds < 1000)
            return;
        lock (_lock)
        {
            if (_clock.ElapsedMilliseconds - _lastShown < 200)
                return;
            _lastShown = _clock.ElapsedMilliseconds;
            _shown = true;
            var rate = (Interlocked.Read(ref _states) + coverage.States) / Math.Max(0.001, _clock.Elapsed.TotalSeconds) / 1e6;
            var line = $"{_done}/{jobs} rows; {job.Scenario.Name} on {job.Architecture.Name}: {coverage.States:#,0} states, depth {coverage.Depth}, "
                + $"{rate:0.0} M states/s, {coverage.Bytes / 1e6:0} MB";
            terminal.Error.Write($"\r{(line.Length > 78 ? line[..78] : line.PadRight(78))}");
        }
    }

    private void CheckParams(IReadOnlyList<Scenario> scenarios)
    {
        foreach (var (param, value) in options.Params)
        {
            var known = scenarios.SelectMany(s => s.Params).Where(p => p.Name == param).ToList();
            if (known.Count == 0)
                throw new UserError($"--param {param}={value}: no scenario here has a parameter {param}; "
                    + $"{Configuration.Hints.Hint(param, scenarios.SelectMany(s => s.Params).Select(p => p.Name))}'explore' without --param explores every value", ExitCode.Usage);
            if (known.All(p => !p.Values.Contains(value)))
                throw new UserError($"--param {param}={value}: expected {param}={string.Join('|', known.SelectMany(p => p.Values).Distinct())}", ExitCode.Usage);
        }
        if (options.Property is { } property && scenarios.Count > 0 && scenarios.All(s => !s.Asserts.Contains(property)))
            throw new UserError($"--property {Properties.NameOf(property)}: no scenario here asserts it", ExitCode.Usage);
    }
}

/// <summary>Exploring a row failed, and no plugin is to blame.</summary>
internal sealed class ExplorationException(string architecture, string where, Exception cause)
    : Exception($"{cause.GetType().Name}{where} on {architecture}: {cause.Message.Split('\n')[0].TrimEnd('.')}", cause);
