using System.Diagnostics;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Verdicts;

/// <summary>Explores the rows of scenarios side by side. Results come in the order of the files, rows and
/// architectures, whatever the number of threads.</summary>
internal sealed class ExploreRun
{
    private sealed record Job(Scenario Scenario, Row Row, Architecture Architecture);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly ExploreOptions _options;
    private readonly CancellationToken _cancel;
    private readonly List<Job> _jobs;
    private readonly RowResult?[] _results;
    private readonly RowFailure?[] _failures;
    private int _next, _running, _done;
    private long _states;

    private ExploreRun(List<Job> jobs, ExploreOptions options, CancellationToken cancel)
    {
        (_jobs, _options, _cancel) = (jobs, options, cancel);
        _results = new RowResult?[jobs.Count];
        _failures = new RowFailure?[jobs.Count];
    }

    /// <summary>Explores, each scenario on architectures of its own.</summary>
    /// <param name="scenarios">What is explored, as far as the options ask for it.</param>
    /// <param name="architecturesOf">A scenario's architectures; those that it isn't for are left out.</param>
    /// <param name="options">How, and which rows.</param>
    /// <param name="cancel">Ends it early: what isn't decided by then is inconclusive.</param>
    public static ExploreOutcome Run(IReadOnlyList<Scenario> scenarios,
        Func<Scenario, IReadOnlyList<Architecture>> architecturesOf, ExploreOptions options, CancellationToken cancel)
    {
        var jobs = from scenario in scenarios
                   where options.Wants(scenario)
                   let architectures = architecturesOf(scenario).Where(a => IsFor(scenario, a)).ToList()
                   from row in scenario.Rows
                   where options.Wants(row)
                   from architecture in architectures
                   select new Job(scenario, row, architecture);
        return new ExploreRun([.. jobs], options, cancel).Run();
    }

    // A plugin that throws here is asked again where its row is explored, and the failure is told there.
    private static bool IsFor(Scenario scenario, Architecture architecture)
    {
        try
        {
            return scenario.IsFor(Declared.By(architecture));
        }
        catch (Exception)
        {
            return true;
        }
    }

    private ExploreOutcome Run()
    {
        var threads = Enumerable.Range(0, Math.Min(_options.Threads, _jobs.Count))
            .Select(_ => new Thread(Work) { IsBackground = true }).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        return new([.. _results.OfType<RowResult>()],
            [.. _failures.OfType<RowFailure>().DistinctBy(f => (f.Architecture, f.Scenario.File))]);
    }

    private void Work()
    {
        Interlocked.Increment(ref _running);
        for (int n; (n = Interlocked.Increment(ref _next) - 1) < _jobs.Count; Interlocked.Increment(ref _done))
            Explore(n, _jobs[n]);
        Interlocked.Decrement(ref _running);
    }

    private void Explore(int n, Job job)
    {
        try
        {
            _results[n] = Explore(job);
        }
        catch (Exception e)
        {
            // this row's alone: the others are explored all the same
            _failures[n] = RowFailure.Of(job.Scenario, job.Row, job.Architecture.Name, e);
        }
    }

    private RowResult Explore(Job job)
    {
        var limits = _options.LimitsOf(_jobs.Count, _cancel) with
        {
            MayShare = () => Volatile.Read(ref _next) >= _jobs.Count && Volatile.Read(ref _running) < _options.Threads,
            Progress = coverage => Tell(coverage, job),
        };
        var result = RowExploration.Run(
            job.Scenario, job.Row, job.Architecture, _options.Machine, limits, _options.Property);
        if (result.Findings is null)
            ArchitectureNames.CheckApplies(job.Scenario, job.Row, job.Architecture);
        Interlocked.Add(ref _states, result.Findings?.Coverage.States ?? 0);
        return result;
    }

    private void Tell(Coverage coverage, Job job)
    {
        if (_options.OnProgress is not { } tell)
            return;
        var states = Interlocked.Read(ref _states) + coverage.States;
        tell(new(_done, _jobs.Count, job.Scenario, job.Architecture.Name, coverage,
            states / Math.Max(0.001, _clock.Elapsed.TotalSeconds)));
    }
}
