using System.Diagnostics;
using Emulator.Engine.Scenarios.Verdicts;

namespace Emulator.Host.Runs;

/// <summary>A line on standard error that says what is being explored, where that takes longer than a second and a person
/// may be watching. Several threads may show it.</summary>
internal sealed class ExploreProgressLine(Terminal terminal) : IDisposable
{
    private const int Width = 78, FirstAfter = 1000, Between = 200;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Lock _lock = new();
    private long _last;
    private bool _shown;

    public void Show(ExploreProgress progress)
    {
        if (!terminal.ErrorIsTerminal || _clock.ElapsedMilliseconds < FirstAfter)
            return;
        lock (_lock)
        {
            if (_clock.ElapsedMilliseconds - _last < Between)
                return;
            (_last, _shown) = (_clock.ElapsedMilliseconds, true);
            var line = Line(progress);
            terminal.Error.Write($"\r{(line.Length > Width ? line[..Width] : line.PadRight(Width))}");
        }
    }

    public void Dispose()
    {
        if (_shown)
            terminal.Error.Write($"\r{new string(' ', Width)}\r");
    }

    private static string Line(ExploreProgress p) =>
        $"{p.Done}/{p.Rows} rows; {p.Scenario.Name} on {p.Architecture}: {p.Coverage.States:#,0} states, "
        + $"depth {p.Coverage.Depth}, {p.StatesPerSecond / 1e6:0.0} M states/s, {p.Coverage.Bytes / 1e6:0} MB";
}
