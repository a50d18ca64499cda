namespace Emulator.Host.Console;

/// <summary>Something that the user can mend. The message is one line: where, what was expected, how to mend it.</summary>
internal sealed class UserError(string message, int exitCode = ExitCode.BadInput) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
