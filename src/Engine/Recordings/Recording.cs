using ICSharpCode.SharpZipLib;

namespace Emulator.Engine.Recordings;

/// <summary>A program's recorded accesses on disk, plain or gzipped, that are read as often as is needed.</summary>
/// <param name="path">The file.</param>
public sealed class Recording(string path)
{
    /// <summary>The file.</summary>
    public string Path => path;

    /// <summary>Reads every access in order.</summary>
    /// <param name="each">Gets the access, and the reader that knows where it stands.</param>
    /// <param name="progress">Told now and then how much of the file is read, from 0 to 1.</param>
    /// <returns>Where the file is cut off, as <see cref="ITraceReader.CutOff"/> says; null where it is whole.</returns>
    /// <exception cref="RecordingException">The file is missing, can't be read, or isn't a recording.</exception>
    public string? Read(Action<RecordedAccess, ITraceReader> each, Action<double>? progress = null)
    {
        using var file = Open();
        var isGzip = Compression.Of(Start(file, file)) is { } compression
            && (compression == Compression.Gzip ? true : throw compression.Refused(path));
        using var text = TextOf(file, isGzip);
        var reader = Format(file, isGzip).Open(text, path);
        for (ulong count = 1; reader.TryRead(out var access); count++)
        {
            each(access, reader);
            if ((count & 0xffff) == 0 && file.Length > 0)
                progress?.Invoke((double)file.Position / file.Length);
        }
        return reader.CutOff;
    }

    private static Stream TextOf(FileStream file, bool isGzip) => isGzip ? new GzipText(file) : file;

    // The format is told by the text's own beginning, for which a gzipped one is unpacked twice.
    private RecordingFormat Format(FileStream file, bool isGzip)
    {
        ReadOnlySpan<byte> start = isGzip ? Start(file, new GzipText(file)) : Start(file, file);
        return Compression.Of(start) is { } again ? throw again.Refused(path) : RecordingFormat.Of(start);
    }

    // A gzipped file that breaks here breaks again, and is spoken of, where it is read.
    private byte[] Start(FileStream file, Stream text)
    {
        try
        {
            var start = new byte[RecordingFormat.Told];
            return start[..text.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        }
        catch (SharpZipBaseException)
        {
            return [];
        }
        catch (IOException e)
        {
            throw Unreadable(e);
        }
        finally
        {
            file.Position = 0;
        }
    }

    private FileStream Open()
    {
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16);
            if (file.CanSeek)
                return file;
            file.Dispose();
            throw new RecordingException(
                $"{path}: a pipe can't be read twice; write the trace to a file and name that");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(e);
        }
    }

    private RecordingException Unreadable(Exception e) => new($"{path}: can't be read ({Reason(e)}); name a file that "
        + $"'{LackeyReader.Recorder}' wrote, plain or gzipped");

    private string Reason(Exception e) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException => "no such file",
        UnauthorizedAccessException when Directory.Exists(path) => "it is a folder",
        UnauthorizedAccessException => "permission denied",
        _ => e.Message.TrimEnd('.'),
    };
}
