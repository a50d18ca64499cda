using System.IO.Pipes;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;

namespace Emulator.Host.Tests;

/// <summary>The program, run inside this process: the very files that a user runs, with a folder, an input and
/// writers of the test's.</summary>
/// <remarks>A process costs 150 ms before its first line. Where one makes a difference (signals, closed streams,
/// crashes, the environment, what asks the program's own name), tests start one; those say in which folder, since the
/// current one may be another test's.</remarks>
internal static class HostInside
{
    private const string BaseDirectory = "APP_CONTEXT_BASE_DIRECTORY";
    private const int Input = 0;
    private static readonly Lock One = new();   // the current folder and standard input are the process's

    private static readonly Type[] Parameters = [typeof(string[]), typeof(TextWriter), typeof(TextWriter)];

    // Loaded where it would be if it were the program: what isn't there is a plugin's.
    private static readonly Lazy<Func<string[], TextWriter, TextWriter, int>> Program = new(() =>
        Assembly.LoadFrom(Path.Combine(Emulator.Path("Emulator"), "emulator.dll")).EntryPoint?.DeclaringType
            ?.GetMethod("Run", BindingFlags.NonPublic | BindingFlags.Static, Parameters)
            ?.CreateDelegate<Func<string[], TextWriter, TextWriter, int>>()
        ?? throw new InvalidOperationException("emulator.dll lacks Program.Run(string[], TextWriter, TextWriter)"));

    public static Ran Run(string folder, string[] args, string input)
    {
        lock (One)
        {
            var files = Path.GetFullPath(Emulator.Path("Emulator"));
            using var itsFiles = Swap(AppContext.BaseDirectory, files, f => AppContext.SetData(BaseDirectory, f));
            using var itsFolder = Swap(Directory.GetCurrentDirectory(), folder, Directory.SetCurrentDirectory);
            using var itsInput = StandardInput(input);
            using var output = new StringWriter();
            using var error = new StringWriter();
            return new(Program.Value(args, output, error), output.ToString(), error.ToString());
        }
    }

    private static Undo Swap(string old, string now, Action<string> set)
    {
        set(now);
        return new(() => set(old));
    }

    // The descriptor itself: a program's standard input isn't asked of Console.In.
    private static Undo StandardInput(string text)
    {
        using var pipe = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.None, bufferSize: 0);
        var was = Done(Duplicate(Input));
        Done(DuplicateTo((int)pipe.ClientSafePipeHandle.DangerousGetHandle(), Input));
        pipe.DisposeLocalCopyOfClientHandle();
        pipe.Write(Encoding.UTF8.GetBytes(text));   // a few lines: they wait in the pipe
        return new(() =>
        {
            Done(DuplicateTo(was, Input));
            Done(Close(was));
        });
    }

    private static int Done(int answer) =>
        answer >= 0 ? answer : throw new IOException(Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError()));

    private sealed class Undo(Action undo) : IDisposable
    {
        public void Dispose() => undo();
    }

    [DllImport("libc", EntryPoint = "dup", SetLastError = true)]
    private static extern int Duplicate(int descriptor);

    [DllImport("libc", EntryPoint = "dup2", SetLastError = true)]
    private static extern int DuplicateTo(int descriptor, int number);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    private static extern int Close(int descriptor);
}
