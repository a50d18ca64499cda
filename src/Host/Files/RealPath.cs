namespace Emulator.Host.Files;

/// <summary>Finds the file behind a name.</summary>
internal static class RealPath
{
    /// <summary>The whole path, every link followed.</summary>
    /// <exception cref="IOException">Links lead in a circle.</exception>
    public static string Of(string path)
    {
        var whole = Path.GetFullPath(path);
        if (Path.GetDirectoryName(whole) is not { } folder || IsDevice(whole))
            return whole;
        var here = Path.Combine(Of(folder), Path.GetFileName(whole));
        var file = new FileInfo(here);
        return file.LinkTarget is not null && file.ResolveLinkTarget(returnFinalTarget: true) is { } target
            ? Of(target.FullName) : here;
    }

    /// <summary>Whether it stands for a device or for something that is open already.</summary>
    public static bool IsDevice(string whole) => !OperatingSystem.IsWindows()
        && (whole.StartsWith("/proc/", StringComparison.Ordinal) || whole.StartsWith("/dev/", StringComparison.Ordinal))
        && !whole.StartsWith("/dev/shm/", StringComparison.Ordinal);
}
