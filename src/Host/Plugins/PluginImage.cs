using System.Security.Cryptography;
using System.Text;

namespace Emulator.Host.Plugins;

/// <summary>A plugin as it was read from its folder, once: what is checked, locked and loaded are these bytes, whatever
/// becomes of the files.</summary>
internal sealed class PluginImage
{
    private readonly SortedDictionary<string, ImageFile> _files = new(StringComparer.Ordinal);

    private PluginImage(string dll)
    {
        File = Path.GetFullPath(dll);
        Main = Path.GetFileName(File);
        Folder = Path.GetDirectoryName(File)
            ?? throw new PluginException($"{dll} is no file in a folder; name a plugin's DLL");
    }

    /// <summary>The plugin's own DLL: its whole path, where messages say it is.</summary>
    public string File { get; }

    /// <summary>The name of its own DLL.</summary>
    public string Main { get; }

    public string Folder { get; }

    /// <summary>The plugin's name.</summary>
    public string Name => PluginFolder.NameOf(Folder);

    /// <summary>The SHA-256 of every file, by its path in the folder, with '/'; sorted.</summary>
    /// <exception cref="PluginException">One can't be read.</exception>
    public IReadOnlyDictionary<string, string> Hashes => field ??= new SortedDictionary<string, string>(
        _files.ToDictionary(f => f.Key, f => HashOf(f.Key, f.Value)), StringComparer.Ordinal);

    /// <summary>One text that differs wherever a file does.</summary>
    /// <exception cref="PluginException">A file can't be read.</exception>
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes(string.Join('\n', Hashes.Select(h => $"{h.Value} {h.Key}")))));

    /// <summary>Reads the folder of a plugin's DLL: code and descriptions now, the rest where it is hashed.</summary>
    /// <param name="dll">The plugin's own DLL, whatever its folder's name.</param>
    /// <exception cref="PluginException">A link leaves the folder.</exception>
    public static PluginImage Read(string dll)
    {
        var image = new PluginImage(dll);
        foreach (var path in PluginFolder.Files(image.Folder).Append(image.Main))
            if (!image.Has(path))
                image._files.Add(path, new(Path.Combine(image.Folder, path), IsKept(path)));
        return image;
    }

    /// <summary>Whether there is such a file.</summary>
    /// <param name="path">In the folder, with '/'.</param>
    public bool Has(string path) => _files.ContainsKey(path);

    /// <summary>A DLL's or a description's bytes.</summary>
    /// <exception cref="IOException">It couldn't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It couldn't be read.</exception>
    public byte[] Bytes(string path) => _files[path].Bytes;

    private static bool IsKept(string path) => Path.GetExtension(path).ToLowerInvariant() is ".dll" or ".json";

    private static string HashOf(string path, ImageFile file)
    {
        try
        {
            return file.Hash;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PluginException($"the folder's {path} can't be read: {e.Message.TrimEnd('.')}; "
                + "allow it to be read, or copy it again");
        }
    }
}
