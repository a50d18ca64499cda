using System.Diagnostics;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios;
using Emulator.Engine.Scenarios.Language;
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

    /// <summary>Explores.</summary>
    public IReadOnlyList<RowResult> Run(IReadOnlyList<Scenario> scenarios, IReadOnlyList<LoadedArchitecture> architectures, CancellationToken cancel)
    {
        CheckParams(scenarios);
        var jobs = (from scenario in scenarios
                    where options.Property is not { } p || scenario.Asserts.Contains(p)
                    from row in scenario.Rows
                    where options.Params.All(k => row[k.Param] is null || row[k.Param] == k.Value)
                    from architecture in architectures
                    where scenario.Architectures.Count == 0 || scenario.Architectures.Any(n => n.Text == architecture.Name)
                    select new Job(scenario, row, architecture)).ToList();
        var results = new RowResult[jobs.Count];
        var failures = new Exception?[jobs.Count];
        var threads = Enumerable.Range(0, Math.Min(options.Threads, jobs.Count)).Select(_ => new Thread(() => Work(jobs, results, failures, cancel)) { IsBackground = true }).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        if (_shown)
            terminal.Error.Write($"\r{new string(' ', 78)}\r");
        if (failures.FirstOrDefault(f => f is not null) is { } failure)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        return results;
    }

    private void Work(List<Job> jobs, RowResult[] results, Exception?[] failures, CancellationToken cancel)
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
                    failures[n] = e;
                    Volatile.Write(ref _next, jobs.Count);
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
        var limits = options.LimitsOf(cancel) with
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
        catch (Exception e) when (e is not (ScenarioException or UserError or OutOfMemoryException))
        {
            throw new ExplorationException(job.Scenario, job.Row, job.Architecture, e);
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

/// <summary>Exploring a row failed: a plugin threw or contradicts itself, or we are wrong.</summary>
internal sealed class ExplorationException(Scenario scenario, Row row, LoadedArchitecture architecture, Exception inner)
    : Exception($"while exploring {scenario.Name}{(row.Values.Count > 0 ? $" where {row}" : "")} on {architecture.Name}: {inner.GetType().Name}: {inner.Message.Split('\n')[0].TrimEnd('.')}", inner)
{
    public string Plugin => architecture.Plugin;

    public string Architecture => architecture.Name;
}
