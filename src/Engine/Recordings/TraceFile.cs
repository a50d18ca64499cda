namespace Emulator.Engine.Recordings;

/// <summary>A recorded trace on disk, plain or gzipped, that is read as often as is needed.</summary>
/// <param name="path">The file.</param>
public sealed class TraceFile(string path)
{
    /// <summary>The file.</summary>
    public string Path => path;

    /// <summary>Reads every record in order.</summary>
    /// <param name="each">Gets the record and its line number.</param>
    /// <param name="progress">Told now and then how much of the file is read, from 0 to 1.</param>
    /// <returns>Whether the last line was whole.</returns>
    /// <exception cref="TraceException">The file is missing, can't be read, or isn't a trace.</exception>
    public bool Read(Action<TraceRecord, long> each, Action<double>? progress = null)
    {
        using var file = Open();
        using var text = IsGzip(file) ? new GzipText(file) : (Stream)file;
        var reader = new LackeyReader(text, path);
        for (ulong count = 1; reader.TryRead(out var record); count++)
        {
            each(record, reader.Line);
            if ((count & 0xffff) == 0 && file.Length > 0)
                progress?.Invoke((double)file.Position / file.Length);
        }
        return !reader.EndsInsideLine;
    }

    private FileStream Open()
    {
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16);
            if (file.CanSeek)
                return file;
            file.Dispose();
            throw new TraceException($"{path}: a pipe can't be read twice; write the trace to a file and name that");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(e);
        }
    }

    private TraceException Unreadable(Exception e) => new($"{path}: can't be read ({Reason(e)}); name a file that "
        + "'valgrind --tool=lackey --trace-mem=yes --log-file=FILE PROGRAM' wrote, plain or gzipped");

    private string Reason(Exception e) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException => "no such file",
        UnauthorizedAccessException when Directory.Exists(path) => "it is a folder",
        UnauthorizedAccessException => "permission denied",
        _ => e.Message.TrimEnd('.'),
    };

    private bool IsGzip(FileStream file)
    {
        try
        {
            var gzip = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
            file.Position = 0;
            return gzip;
        }
        catch (IOException e)
        {
            throw Unreadable(e);
        }
    }
}
