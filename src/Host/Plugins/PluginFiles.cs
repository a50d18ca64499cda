using System.Security.Cryptography;
using System.Text;
using Emulator.Host.Files;

namespace Emulator.Host.Plugins;

/// <summary>A plugin's folder as it was read, once: what is checked and what is loaded are the same bytes.</summary>
internal sealed class PluginFiles
{
    private static readonly EnumerationOptions All = new() { AttributesToSkip = 0, IgnoreInaccessible = false };
    private readonly Dictionary<string, byte[]> _dlls = [];
    private readonly SortedDictionary<string, string> _hashes = new(StringComparer.Ordinal);

    private PluginFiles(string folder) => Folder = folder;

    public string Folder { get; }

    /// <summary>The SHA-256 of every file, in small hexadecimal digits, by its path in the folder, with '/'; sorted.</summary>
    public IReadOnlyDictionary<string, string> Hashes => _hashes;

    /// <summary>One text that differs wherever a file does.</summary>
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', _hashes.Select(h => $"{h.Value} {h.Key}")))));

    /// <summary>The files of a plugin's folder, relative, with '/'.</summary>
    /// <exception cref="PluginException">A link leaves the folder.</exception>
    public static List<string> List(string folder)
    {
        var files = new List<string>();
        Add(new(folder), "", RealPath.Of(folder), files);
        return files;
    }

    /// <summary>Reads every file.</summary>
    /// <exception cref="PluginException">A link leaves the folder, or a file can't be read.</exception>
    public static PluginFiles Read(string folder)
    {
        var files = new PluginFiles(folder);
        foreach (var path in List(folder))
        {
            var bytes = BytesOf(Path.Combine(folder, path), path);
            files._hashes.Add(path, Convert.ToHexStringLower(SHA256.HashData(bytes)));
            if (path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase))
                files._dlls[RealPath.Of(Path.Combine(folder, path))] = bytes;
        }
        return files;
    }

    /// <summary>A DLL's bytes; null: there was none at this path.</summary>
    public byte[]? Dll(string path) => _dlls.GetValueOrDefault(RealPath.Of(path));

    /// <summary>The DLLs in the folder itself, by path, links followed.</summary>
    public IEnumerable<string> Dlls => _dlls.Keys.Where(p => Path.GetDirectoryName(p) == RealPath.Of(Path.TrimEndingDirectorySeparator(Folder)));

    private static void Add(DirectoryInfo folder, string prefix, string root, List<string> files)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos("*", All))
        {
            var path = prefix + entry.Name;
            if (entry.LinkTarget is not null)
                CheckLink(entry, path, root);
            if (entry is DirectoryInfo inner)
                Add(inner, path + "/", root, files);
            else
                files.Add(path);
        }
    }

    // A linked folder would be listed twice, or without an end.
    private static void CheckLink(FileSystemInfo link, string path, string root)
    {
        var target = RealPath.Of(link.FullName);
        if (target != root && !target.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new PluginException($"the folder's {path} is a link to {target}, which leaves the plugin's folder; copy what it leads to in its place");
        if (link is DirectoryInfo)
            throw new PluginException($"the folder's {path} is a link to a folder; copy that folder in its place");
    }

    private static byte[] BytesOf(string file, string path)
    {
        try
        {
            return WholeFile.Read(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PluginException($"the folder's {path} can't be read: {e.Message.TrimEnd('.')}; allow it to be read, or copy it again");
        }
    }
}
