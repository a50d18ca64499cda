using System.Runtime.InteropServices;

namespace Emulator.Host.Console;

/// <summary>Standard output, for results: whatever goes wrong is an <see cref="OutputException"/>.</summary>
/// <remarks>The console's stream takes a pipe that nobody reads for one that does, and a file stream doesn't share its position
/// with the processes that write to the same file.</remarks>
internal sealed class ResultStream : WriteOnlyStream
{
    private const int Interrupted = 4, NobodyReads = 32, NotNow = 11, NotNowOfBsd = 35;
    private readonly Stream _console = System.Console.OpenStandardOutput();
    private readonly bool _isOpen = Descriptor.IsOpen(Descriptor.Output);

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (!_isOpen)
            throw new OutputException("standard output is closed");
        if (OperatingSystem.IsWindows())
            WriteToConsole(buffer);
        else
            WriteToDescriptor(buffer);
    }

    private void WriteToDescriptor(ReadOnlySpan<byte> left)
    {
        while (left.Length > 0)
        {
            var written = Descriptor.Write(Descriptor.Output, left);
            if (written < 0 && Marshal.GetLastPInvokeError() is NotNow or NotNowOfBsd)
            {
                WriteToConsole(left);   // it waits
                return;
            }
            left = left[(written < 0 ? Failed() : written)..];
        }
    }

    // What was written after all: nothing, where a signal came in between.
    private static int Failed() => Marshal.GetLastPInvokeError() is var error && error == Interrupted
        ? 0
        : throw new OutputException(Marshal.GetPInvokeErrorMessage(error), error == NobodyReads);

    private void WriteToConsole(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _console.Write(bytes);
        }
        catch (IOException e)
        {
            throw new OutputException(e.Message);
        }
    }
}
