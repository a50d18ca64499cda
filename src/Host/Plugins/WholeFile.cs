namespace Emulator.Host.Plugins;

/// <summary>A file of a plugin's, read at once.</summary>
internal static class WholeFile
{
    /// <summary>Its bytes. What has no length, as a pipe, is never opened: it might not end.</summary>
    public static byte[] Read(string path)
    {
        var file = new FileInfo(path);
        return (file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file).Length == 0 ? [] : File.ReadAllBytes(path);
    }
}
