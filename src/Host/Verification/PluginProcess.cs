using System.Diagnostics;
using System.IO.Pipes;
using System.Text.Json;
using Emulator.Host.Plugins;

namespace Emulator.Host.Verification;

/// <summary>Verifies a plugin in a process of its own, with limits: it may end, hang, eat memory or break down there.</summary>
internal sealed class PluginProcess(string file, IReadOnlyList<string> laws, TimeSpan most, bool locked)
{
    private const long MostBytes = 2L << 30;
    private static readonly Lock Starting = new();
    private const string OurLine = "emulator: ";
    private const int MostLines = 10_000;
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
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "emulator.dll"));
        foreach (var argument in new[] { VerifyChild.Name, pipe.GetClientHandleAsString(), locked ? "true" : "false", file }.Concat(laws))
            start.ArgumentList.Add(argument);
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        start.Environment["DOTNET_GCHeapHardLimit"] = $"{MostBytes:x}";
        var process = Process.Start(start) ?? throw new UserError($"{file}: no process could be started for it");
        // Its standard input stays open: the end of it tells that process that this one is gone, however it went.
        process.OutputDataReceived += (_, _) => { };   // what it prints is nobody's business
        process.ErrorDataReceived += (_, line) =>
        {
            lock (_errors)
                if (line.Data is { Length: > 0 } text && _errors.Count < 20)
                    _errors.Add(text.Trim());
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
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

    // A record counts where it is whole: every law of every architecture that it exports, and its end.
    private IReadOnlyList<VerifiedLaw> Verdicts(int exitCode)
    {
        if (_lines is [['r', ..] refused] && refused.StartsWith(VerifyChild.Refused, StringComparison.Ordinal))
            return [Failed(refused[VerifyChild.Refused.Length..])];
        try
        {
            if (_stopped is null && exitCode == ExitCode.Ok && _lines is [var first, .. var records, VerifyChild.Complete]
                && first.StartsWith(VerifyChild.Exports, StringComparison.Ordinal))
            {
                var verdicts = records.Select(VerifiedLaw.FromLine).ToList();
                var architectures = first[VerifyChild.Exports.Length..].Split(' ');
                if (verdicts.Select(v => v.Architecture).Distinct().SequenceEqual(architectures) && verdicts.Count == architectures.Length * laws.Count
                    && verdicts.DistinctBy(v => (v.Architecture, v.Law)).Count() == verdicts.Count)
                    return verdicts;
            }
        }
        catch (JsonException)
        {
            // not a record of ours
        }
        return [Failed(_stopped ?? Ended(exitCode))];
    }

    private string Ended(int exitCode)
    {
        lock (_errors)
        {
            var said = string.Join(' ', _errors);
            var how = said.Contains("Stack overflow", StringComparison.OrdinalIgnoreCase) ? "overflowed the stack"
                : said.Contains("Out of memory", StringComparison.OrdinalIgnoreCase) || said.Contains("OutOfMemory", StringComparison.Ordinal) ? $"used more than {MostBytes >> 30} GB of memory"
                : said.Contains("Unhandled exception", StringComparison.Ordinal) ? $"let an exception through on a thread of its own: {_errors.First(e => e.Contains("Unhandled exception", StringComparison.Ordinal))["Unhandled exception. ".Length..]}"
                : said.Contains("FailFast", StringComparison.Ordinal) || said.Contains("Process terminated", StringComparison.Ordinal) ? "ended the process at once (FailFast)"
                : exitCode == ExitCode.Ok ? "ended the process before everything was asked (exit code 0)"
                : exitCode is ExitCode.BadInput or ExitCode.Defect && _errors.FirstOrDefault(e => e.StartsWith(OurLine, StringComparison.Ordinal)) is { } line ? OneLine.Of(line[OurLine.Length..])
                : $"ended the process (exit code {exitCode})";
            return $"{how}; its laws aren't proved";
        }
    }

    private VerifiedLaw Failed(string why) => new(Path.GetFileName(file), VerifiedLaw.Plugin, VerifiedLaw.Broken, null, why, [], []);
}
