using System.Diagnostics;
using System.Reflection;

namespace Emulator.Host.Tests;

/// <summary>What a run of the program printed, and how it ended.</summary>
internal sealed record Ran(int ExitCode, string Out, string Error)
{
    /// <summary>The one line of an error, for users.</summary>
    public string OneError
    {
        get
        {
            var lines = Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.HasCount(1, lines, Error);
            Assert.DoesNotContain("   at ", Error, "a stack trace");
            return lines[0];
        }
    }
}

/// <summary>Runs the program as a user would, in a folder of its own.</summary>
internal sealed class Emulator : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("emulator-test-").FullName;

    public Dictionary<string, string> Environment { get; } = [];

    public static string Path(string name) =>
        typeof(Emulator).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == name).Value!;

    public static string Plugin(string name) => System.IO.Path.Combine(Path("Emulator"), "plugins", name);

    public string File(string name, string text)
    {
        var path = System.IO.Path.Combine(Folder, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Makes a plugin folder with a copy of a built plugin in it.</summary>
    public string CopyPlugin(string from, string name)
    {
        var folder = Directory.CreateDirectory(System.IO.Path.Combine(Folder, "plugins", name)).FullName;
        foreach (var file in Directory.GetFiles(from))
            System.IO.File.Copy(file, System.IO.Path.Combine(folder, System.IO.Path.GetFileName(file)));
        return folder;
    }

    /// <summary>Runs it, inside this process: it differs in what only a process of its own can show.</summary>
    public Ran Run(params string[] args) => Run(args, input: "");

    public Ran Run(string[] args, string input) =>
        Environment.Count > 0 ? RunApart(args, input) : HostInside.Run(Folder, args, input);

    /// <summary>Runs it in a process of its own.</summary>
    public Ran RunApart(params string[] args) => RunApart(args, input: "");

    private Ran RunApart(string[] args, string input)
    {
        var start = new ProcessStartInfo("dotnet", [System.IO.Path.Combine(Path("Emulator"), "emulator.dll"), .. args])
        {
            WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (key, value) in Environment)
            start.Environment[key] = value;
        return Finish(start, input);
    }

    /// <summary>Runs a line of bash in the folder, in which <c>$EMULATOR</c> is the program.</summary>
    public Ran Shell(string line) => Finish(ShellStart(line), "");

    /// <summary>Starts a line of bash, to be stopped by the test.</summary>
    public Process Begin(string line) => Process.Start(ShellStart(line))!;

    // A shell's background job ignores SIGINT, and so would all that it starts: tests that send it begin anew.
    private static readonly string[] Interruptible = IgnoresInterrupts() ? ["--default-signal=INT"] : [];

    private static bool IgnoresInterrupts()
    {
        const string status = "/proc/self/status", ignored = "SigIgn:";
        const ulong interrupt = 1UL << 1;
        return System.IO.File.Exists(status)
            && System.IO.File.ReadLines(status).First(l => l.StartsWith(ignored, StringComparison.Ordinal)) is { } line
            && (Convert.ToUInt64(line[ignored.Length..].Trim(), 16) & interrupt) != 0;
    }

    private ProcessStartInfo ShellStart(string line)
    {
        var start = new ProcessStartInfo("env", [.. Interruptible, "bash", "-c", line])
        {
            WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (key, value) in Environment.Append(new("EMULATOR",
            $"dotnet {System.IO.Path.Combine(Path("Emulator"), "emulator.dll")}")))
            start.Environment[key] = value;
        return start;
    }

    public static Ran Finish(ProcessStartInfo start, string input)
    {
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        process.WaitForExit();
        return new(process.ExitCode, output.Result, error.Result);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
