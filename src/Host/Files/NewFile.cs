using System.Text;

namespace Emulator.Host.Files;

/// <summary>A file that is written beside the one that it replaces, and takes its place in one step when it is whole.</summary>
/// <remarks>What can't be replaced so, as a pipe or a device, is written to at once.</remarks>
internal sealed class NewFile : IDisposable
{
    private readonly string _target;
    private readonly string? _partial;
    private readonly Signals? _signals;

    /// <exception cref="IOException">It can't be written; or <see cref="UnauthorizedAccessException"/>.</exception>
    public NewFile(string target)
    {
        _target = target;
        if (Existing(target, out var mode) is { } existing)
        {
            Stream = existing;
            return;
        }
        var partial = Path.Combine(Path.GetDirectoryName(target) ?? "",
            $".{Path.GetFileName(target)}.{Environment.ProcessId}.partial");
        _partial = partial;
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = mode;
        Stream = new FileStream(partial, options);
        _signals = Signals.PutAway(() => File.Delete(partial));
    }

    public FileStream Stream { get; }

    /// <summary>Writes a file whose text is known: the whole of it takes its name in one step, or nothing
    /// changes.</summary>
    /// <param name="path">Where; a link stays one, and what it leads to is replaced.</param>
    /// <param name="text">All that it holds.</param>
    /// <exception cref="IOException">It can't be written; or <see cref="UnauthorizedAccessException"/>.</exception>
    public static void Write(string path, string text)
    {
        using var file = new NewFile(RealPath.Of(path));
        file.Stream.Write(Encoding.UTF8.GetBytes(text));
        if (file._partial is not null)
            file.Stream.Flush(flushToDisk: true);   // before it gets its name
        file.Keep();
    }

    /// <summary>Gives it its name. What was written to <see cref="Stream"/> is all there is.</summary>
    public void Keep()
    {
        Stream.Dispose();
        if (_partial is not null)
            File.Move(_partial, _target, overwrite: true);
    }

    /// <summary>Where it wasn't kept, nothing of it stays.</summary>
    public void Dispose()
    {
        try
        {
            Stream.Dispose();
        }
        catch (IOException)
        {
            // the disk is full, say: that error is on its way already
        }
        if (_partial is not null)
            File.Delete(_partial);
        _signals?.Dispose();
    }

    // Opening what is there says whether it may be written. What has no position can't be a plain file.
    private static FileStream? Existing(string target, out UnixFileMode? mode)
    {
        mode = null;
        if (!File.Exists(target) && !Directory.Exists(target))
            return null;
        var existing = new FileStream(target, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        if (!existing.CanSeek || RealPath.IsDevice(target))
            return existing;
        mode = OperatingSystem.IsWindows() ? null : File.GetUnixFileMode(existing.SafeFileHandle);
        existing.Dispose();
        return null;
    }
}
