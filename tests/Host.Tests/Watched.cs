using System.Diagnostics;

namespace Emulator.Host.Tests;

/// <summary>A run of the program that waits for changes. What it prints is waited for, however slow the machine
/// is.</summary>
internal sealed class Watched : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly Process _process;
    private readonly Lines _lines = new(), _errors = new();

    public Watched(Emulator emulator, string arguments)
    {
        _process = emulator.Begin("exec $EMULATOR " + arguments);
        Read(_process.StandardOutput, _lines);
        Read(_process.StandardError, _errors);
    }

    public string Out => _lines.Text;

    public string Error => _errors.Text;

    /// <summary>Waits for a result's line, after those that were waited for before.</summary>
    public void Prints(string part) => Wait(_lines, part);

    /// <summary>Waits for a line on standard error.</summary>
    public void Says(string part) => Wait(_errors, part);

    /// <summary>Waits until it waits.</summary>
    public Watched Begun()
    {
        Says("Ctrl-C ends");
        return this;
    }

    /// <summary>Sends a signal.</summary>
    /// <returns>The exit code.</returns>
    public int Stop(string signal)
    {
        using var kill = Process.Start("kill", ["-" + signal, $"{_process.Id}"]);
        Assert.IsTrue(_process.WaitForExit(Patience), "it goes on");
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static void Read(StreamReader reader, Lines lines) => Task.Run(async () =>
    {
        while (await reader.ReadLineAsync() is { } line)
            lines.Add(line);
    });

    private void Wait(Lines lines, string part) => Assert.IsTrue(lines.Wait(part, Patience),
        $"no line says '{part}'; output:\n{Out}\nerrors:\n{Error}");

    private sealed class Lines
    {
        private readonly List<string> _all = [];
        private int _next;

        public string Text
        {
            get
            {
                lock (_all)
                    return string.Join('\n', _all);
            }
        }

        public void Add(string line)
        {
            lock (_all)
            {
                _all.Add(line);
                Monitor.PulseAll(_all);
            }
        }

        public bool Wait(string part, TimeSpan patience)
        {
            var clock = Stopwatch.StartNew();
            lock (_all)
                for (; ; )
                {
                    while (_next < _all.Count)
                        if (_all[_next++].Contains(part, StringComparison.Ordinal))
                            return true;
                    if (clock.Elapsed > patience)
                        return false;
                    Monitor.Wait(_all, TimeSpan.FromSeconds(1));
                }
        }
    }
}
