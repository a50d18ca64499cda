using System.Text;

namespace Emulator.Host.Console;

/// <summary>Where results and errors go: results to standard output, all else to standard error.</summary>
internal sealed class Terminal(TextWriter output, TextWriter error, bool errorIsTerminal)
{
    private readonly HashSet<string> _said = [];

    public TextWriter Out => output;

    public TextWriter Error => error;

    /// <summary>Whether a person may be watching standard error, and is content to see it move.</summary>
    public bool ErrorIsTerminal => errorIsTerminal;

    public static Terminal OfProcess() => new(
        new StreamWriter(new ResultStream(), new UTF8Encoding(false), 1 << 14),
        new StreamWriter(new MessageStream(), new UTF8Encoding(false)) { AutoFlush = true },
        !System.Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "dumb")
            && Environment.GetEnvironmentVariable("NO_COLOR") is null);

    /// <summary>Writes a line of results and shows it at once.</summary>
    public void Say(string line)
    {
        output.WriteLine(line);
        output.Flush();
    }

    /// <summary>Writes a warning, once however often it is given.</summary>
    public void Warn(string message)
    {
        if (_said.Add(message))
            error.WriteLine($"emulator: warning: {message}");
    }

    /// <summary>Writes an error.</summary>
    public void Fail(string message) => error.WriteLine($"emulator: {message}");
}
