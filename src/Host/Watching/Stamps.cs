using System.Globalization;
using System.Text;
using Emulator.Host.Configuration;
using Emulator.Host.Plugins;

namespace Emulator.Host.Watching;

/// <summary>Tells cheaply whether plugins, their lock or input files may have changed: names, lengths and times, no
/// contents.</summary>
internal sealed class Stamps(EffectiveSettings settings, IReadOnlyList<string> inputs)
{
    /// <summary>A text that differs from an earlier one where a file was written, replaced, added or removed.</summary>
    public string Take()
    {
        var text = new StringBuilder();
        foreach (var folder in PluginCatalog.Roots(settings))
            AddPlugins(text, new(folder));
        foreach (var file in InputFiles().Append(LockFile.Name).Where(f => f.Length > 0))
            Add(text, new FileInfo(file));
        return text.ToString();
    }

    /// <summary>The files, and those that the folders hold.</summary>
    public IEnumerable<string> InputFiles() => inputs.SelectMany(path => !Directory.Exists(path) ? [path]
        : Read(new(path), recursive: true).Where(f => f.Name.EndsWith(".scenario", StringComparison.Ordinal))
            .Select(f => Path.Combine(path, Path.GetRelativePath(path, f.FullName))))
        .Distinct().Order(StringComparer.Ordinal);

    private static void AddPlugins(StringBuilder text, DirectoryInfo folder)
    {
        var entries = Read(folder, recursive: false);
        foreach (var plugin in entries.OfType<DirectoryInfo>().Append(folder))
            // what has no DLL is no plugin, and may be a whole disk
            foreach (var entry in Read(plugin, recursive: plugin != folder && Read(plugin, recursive: false).Any(IsDll)
                || entries.Any(IsDll)))
                Add(text, entry);
    }

    private static bool IsDll(FileSystemInfo entry) => entry.Name.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);

    private static List<FileSystemInfo> Read(DirectoryInfo folder, bool recursive)
    {
        try
        {
            var options = new EnumerationOptions { AttributesToSkip = 0, IgnoreInaccessible = true,
                RecurseSubdirectories = recursive, MaxRecursionDepth = 32 };
            return [.. folder.EnumerateFileSystemInfos("*", options).OrderBy(e => e.FullName, StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];   // swapped at this moment, say: it will differ
        }
    }

    // The time of birth tells a file from the one that had its name before, where the system keeps it.
    private static void Add(StringBuilder text, FileSystemInfo entry)
    {
        try
        {
            var target = entry.LinkTarget is null ? entry : entry.ResolveLinkTarget(returnFinalTarget: true) ?? entry;
            var length = target is FileInfo { Exists: true } file ? file.Length : -1;
            text.Append(CultureInfo.InvariantCulture,
                $"{entry.FullName} {length} {target.LastWriteTimeUtc.Ticks} {target.CreationTimeUtc.Ticks}\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            text.Append(CultureInfo.InvariantCulture, $"{entry.FullName} {e.GetType().Name}\n");
        }
    }
}
