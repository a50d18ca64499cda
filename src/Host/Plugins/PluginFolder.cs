using Emulator.Host.Files;

namespace Emulator.Host.Plugins;

/// <summary>Finds what a plugin's folder holds, by names alone: nothing is read.</summary>
internal static class PluginFolder
{
    private static readonly EnumerationOptions All = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    /// <summary>The plugin's name: its folder's.</summary>
    public static string NameOf(string folder) =>
        Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));

    /// <summary>Finds the DLL of a plugin's folder: the one named like the folder, or the only one with a
    /// <c>.deps.json</c>.</summary>
    /// <exception cref="PluginException">There is none, or which one can't be told.</exception>
    public static string Find(string folder)
    {
        var name = NameOf(folder);
        var named = Path.Combine(folder, name + ".dll");
        var files = Directory.GetFiles(folder, "*.dll").Order(StringComparer.Ordinal).ToList();
        if (files.Contains(named))
            return named;
        var own = files.Where(f => Path.GetFileNameWithoutExtension(f) != HostContract.Name).ToList();
        var described = own.Where(f => File.Exists(Path.ChangeExtension(f, ".deps.json"))).ToList();
        return (own, described) switch
        {
            ({ Count: 0 }, _) => throw new PluginException($"the folder holds no DLL; expected {name}.dll, "
                + "copy the plugin's whole build output here"),
            ({ Count: 1 }, _) => own[0],
            (_, { Count: 1 }) => described[0],
            _ => throw new PluginException($"the folder holds {own.Count} DLLs and none is {name}.dll; "
                + "name the folder like the plugin's DLL"),
        };
    }

    /// <summary>Every file's path in the folder, with '/'.</summary>
    /// <exception cref="PluginException">A link leaves the folder.</exception>
    public static IReadOnlyList<string> Files(string folder)
    {
        var files = new List<string>();
        Add(new(folder), "", RealPath.Of(folder), files);
        return files;
    }

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
            throw new PluginException($"the folder's {path} is a link to {target}, which leaves the plugin's folder; "
                + "copy what it leads to in its place");
        if (link is DirectoryInfo)
            throw new PluginException($"the folder's {path} is a link to a folder; copy that folder in its place");
    }
}
