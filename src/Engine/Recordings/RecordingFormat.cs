namespace Emulator.Engine.Recordings;

/// <summary>A format of recordings.</summary>
/// <param name="Name">Its name, after the recorder.</param>
/// <param name="Recorder">The command that records in it.</param>
/// <param name="IsOf">Whether a file that begins like this, unpacked, is of the format.</param>
/// <param name="Open">A reader of a file's text, given the file's name for errors.</param>
/// <param name="CannotKnow">What no recording of this format says, a sentence each.</param>
public sealed record RecordingFormat(
    string Name,
    string Recorder,
    Func<ReadOnlySpan<byte>, bool> IsOf,
    Func<Stream, string, ITraceReader> Open,
    IReadOnlyList<string> CannotKnow)
{
    /// <summary>How many of a file's first bytes tell its format.</summary>
    internal const int Told = 16;

    /// <summary>
    /// All formats, in the order in which they are asked. Text has no magic number: lackey's reader takes what no other
    /// claims, and says what is wrong with it.
    /// </summary>
    public static IReadOnlyList<RecordingFormat> All { get; } =
    [
        new("lackey", LackeyReader.Recorder, IsOf: _ => true, (text, name) => new LackeyReader(text, name),
            LackeyReader.CannotKnow),
    ];

    /// <summary>The format of a file that begins like this.</summary>
    internal static RecordingFormat Of(ReadOnlySpan<byte> start)
    {
        foreach (var format in All)
            if (format.IsOf(start))
                return format;
        return All[^1];
    }
}
