namespace Emulator.Engine.Recordings;

/// <summary>
/// Reads one recording, in one format, from its beginning to its end. To add a format is to add a reader and a line in
/// <see cref="RecordingFormat.All"/>.
/// </summary>
public interface ITraceReader
{
    /// <summary>Reads the next access.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="RecordingException">What stands there isn't a record, or the file can't be read.</exception>
    bool TryRead(out RecordedAccess access);

    /// <summary>Where the access read last stands, for errors: the file, and its line or offset.</summary>
    string Where { get; }

    /// <summary>
    /// Once all is read: where the file is cut off inside of a record, and what is made of it; null where it is whole.
    /// </summary>
    string? CutOff { get; }
}
