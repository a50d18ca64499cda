namespace Emulator.Host.Console;

/// <summary>Results can't be written to standard output.</summary>
/// <param name="message">Why.</param>
/// <param name="nobodyReads">Whether the other end of the pipe was closed, as <c>head</c> does when it has enough.</param>
internal sealed class OutputException(string message, bool nobodyReads = false) : Exception(message)
{
    public bool NobodyReads => nobodyReads;
}
