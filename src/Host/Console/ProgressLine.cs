using System.Diagnostics;

namespace Emulator.Host.Console;

/// <summary>A bar on standard error, shown where work takes longer than a second and a person may be watching.</summary>
internal sealed class ProgressLine(Terminal terminal, string what) : IDisposable
{
    private const int Width = 30;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private long _next = 1000;
    private bool _shown;

    /// <summary>Shows how much is done.</summary>
    /// <param name="part">From 0 to 1.</param>
    public void Report(double part)
    {
        if (!terminal.ErrorIsTerminal || _clock.ElapsedMilliseconds < _next)
            return;
        _next = _clock.ElapsedMilliseconds + 200;
        _shown = true;
        var done = (int)(Math.Clamp(part, 0, 1) * Width);
        terminal.Error.Write($"\r{what} [{new string('#', done)}{new string('.', Width - done)}] {part * 100,3:0} %");
    }

    public void Dispose()
    {
        if (_shown)
            terminal.Error.Write($"\r{new string(' ', what.Length + Width + 10)}\r");
    }
}
