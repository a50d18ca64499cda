namespace Emulator.Host.Console;

/// <summary>Standard error, for messages: where it can't be written there is nobody to tell, and the exit code still says it.</summary>
internal sealed class MessageStream : WriteOnlyStream
{
    private readonly Stream _console = Descriptor.IsOpen(Descriptor.Error) ? System.Console.OpenStandardError() : Null;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            _console.Write(buffer);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // a full disk, say: the message is lost, the work isn't
        }
    }
}
