using System.Diagnostics;
using System.IO.Pipes;
using Emulator.Host.Plugins;
using Emulator.Reports;

namespace Emulator.Host.Runs;

/// <summary>Verifies a plugin in a process of its own, with limits: it may end, hang, eat memory or break down there.</summary>
internal sealed class PluginProcess(string file, IReadOnlyList<string> laws, TimeSpan most, bool locked)
{
    /// <summary>The verb that such a process runs.</summary>
    public const string Verb = "verify-child";

    private const long MostBytes = 2L << 30;
    private const string OurLine = "emulator: ", Unhandled = "Unhandled exception. ";
    private static readonly Lock Starting = new();
    private const int MostLines = 10_000, MostErrors = 20;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20);
    private readonly List<string> _lines = [];
    private readonly List<string> _errors = [];
    private string? _stopped;

    /// <summary>Its verdicts, where it gave all of them; else what became of it.</summary>
    public IReadOnlyList<VerifiedLaw> Run()
    {
        // The pipe's reader disposes of it: here that would wait for whoever still holds the other end.
        var (pipe, process) = Begin();
        using var _ = process;
        var reading = Read(pipe);
        Watch(process);
        if (!reading.Wait(TimeSpan.FromSeconds(5)))   // a process of its own may hold the pipe
            _stopped ??= "left a process behind that holds its pipe";
        return Verdicts(process.ExitCode);
    }

    // One at a time: a process that starts meanwhile would hold this one's end of the pipe too, and so would the pipe never end.
    private (AnonymousPipeServerStream, Process) Begin()
    {
        lock (Starting)
        {
            var pipe = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.Inheritable);
            var process = Start(pipe);
            pipe.DisposeLocalCopyOfClientHandle();
            return (pipe, process);
        }
    }

    private Process Start(AnonymousPipeServerStream pipe)
    {
        var process = Process.Start(Command(pipe.GetClientHandleAsString()))
            ?? throw new UserError($"{file}: no process could be started for it");
        // Its standard input stays open: the end of it tells that process that this one is gone, however it went.
        process.OutputDataReceived += (_, _) => { };   // what it prints is nobody's business
        process.ErrorDataReceived += (_, line) =>
        {
            lock (_errors)
                if (line.Data is { Length: > 0 } text && _errors.Count < MostErrors)
                    _errors.Add(text.Trim());
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private ProcessStartInfo Command(string pipe)
    {
        var program = Environment.ProcessPath
            ?? throw new UserError($"{file}: this program can't be found, to be started for it");
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "emulator.dll"));
        foreach (var argument in new[] { Verb, pipe, locked ? "true" : "false", file }.Concat(laws))
            start.ArgumentList.Add(argument);
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        start.Environment["DOTNET_GCHeapHardLimit"] = $"{MostBytes:x}";
        return start;
    }

    private Task Read(AnonymousPipeServerStream pipe) => Task.Run(() =>
    {
        using var reader = new StreamReader(pipe);
        while (reader.ReadLine() is { } line && _lines.Count < MostLines)
            _lines.Add(line);
    });

    private void Watch(Process process)
    {
        var clock = Stopwatch.StartNew();
        while (!process.WaitForExit(Between))
        {
            _stopped = clock.Elapsed > most ? $"was ended after {most.TotalSeconds:0} s: it doesn't come to an end"
                : BytesOf(process) > MostBytes ? $"was ended at {MostBytes >> 30} GB of memory"
                : null;
            if (_stopped is null)
                continue;
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }
        process.WaitForExit(TimeSpan.FromSeconds(5));
    }

    private static long BytesOf(Process process)
    {
        try
        {
            process.Refresh();
            return process.WorkingSet64;
        }
        catch (InvalidOperationException)
        {
            return 0;   // it has just ended
        }
    }

    private IReadOnlyList<VerifiedLaw> Verdicts(int exitCode)
    {
        if (ChildRecord.WhyRefused(_lines) is { } why)
            return [Failed(why)];
        var verdicts = _stopped is null && exitCode == ExitCode.Ok ? ChildRecord.Verdicts(_lines, laws.Count) : null;
        return verdicts ?? [Failed(_stopped ?? $"{Ended(exitCode)}; its laws aren't proved")];
    }

    private string Ended(int exitCode)
    {
        lock (_errors)
        {
            var said = string.Join(' ', _errors);
            bool Says(string what) => said.Contains(what, StringComparison.OrdinalIgnoreCase);
            return Says("Stack overflow") ? "overflowed the stack"
                : Says("Out of memory") || Says("OutOfMemory") ? $"used more than {MostBytes >> 30} GB of memory"
                : ErrorWith(Unhandled) is { } thrown ? $"let an exception through on a thread of its own: {thrown}"
                : Says("FailFast") || Says("Process terminated") ? "ended the process at once (FailFast)"
                : exitCode == ExitCode.Ok ? "ended the process before everything was asked (exit code 0)"
                : exitCode is ExitCode.BadInput or ExitCode.Defect && ErrorWith(OurLine) is { } line ? OneLine.Of(line)
                : $"ended the process (exit code {exitCode})";
        }
    }

    // What follows the words with which a line of its errors begins.
    private string? ErrorWith(string beginning) =>
        _errors.FirstOrDefault(e => e.StartsWith(beginning, StringComparison.Ordinal))?[beginning.Length..];

    private VerifiedLaw Failed(string why) => VerifiedLaw.Failed(Path.GetFileName(file), why);
}
