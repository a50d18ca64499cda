using Emulator.Host.Configuration;

namespace Emulator.Host.Plugins;

/// <summary>A plugin as it was when it was locked.</summary>
/// <param name="Name">Its folder's name.</param>
/// <param name="Version">Its DLL's version.</param>
/// <param name="Files">The SHA-256 of each of its files, by path in the folder.</param>
internal sealed record LockedPlugin(string Name, string Version, IReadOnlyDictionary<string, string> Files);

/// <summary>Which plugins may run: those that are as <c>plugins.lock.json</c> has them, where there is one.</summary>
/// <param name="plugins">What the file locks.</param>
/// <param name="isStrict">Whether a plugin that isn't in it may not run.</param>
internal sealed class PluginLock(IReadOnlyList<LockedPlugin> plugins, bool isStrict)
{
    private const int MostNamed = 3;
    private const string Mend = "if that is wanted, run 'emulator plugins lock' again";

    /// <summary>The current folder's lock; null: there is none, and every plugin may run.</summary>
    /// <exception cref="UserError">The file is broken, or it is missing and the settings ask for it.</exception>
    public static PluginLock? InForce(EffectiveSettings settings)
    {
        var isStrict = settings.Get(Settings.Locked);
        if (LockFile.Read() is { } plugins)
            return new(plugins, isStrict);
        return !isStrict ? null : throw new UserError($"{LockFile.Name} is missing in the current folder, and {Settings.Locked.Option} (from "
            + $"{settings.OriginOf(Settings.Locked)}) lets only plugins run that it has; write it with 'emulator plugins lock'");
    }

    /// <summary>Holds a plugin's files against the lock.</summary>
    /// <exception cref="PluginException">They aren't what was locked.</exception>
    public void Check(string name, PluginFiles files)
    {
        if (plugins.FirstOrDefault(p => p.Name == name) is { } locked)
            Check(locked, files);
        else if (isStrict)
            throw new PluginException($"it isn't in {LockFile.Name}, and {Settings.Locked.Option} lets only plugins run that are; {Mend}");
    }

    /// <summary>The plugins that must be there and aren't.</summary>
    /// <param name="found">The names of those that are there.</param>
    public IEnumerable<RefusedPlugin> Missing(IEnumerable<string> found) => !isStrict ? [] : plugins.Where(p => !found.Contains(p.Name))
        .Select(p => new RefusedPlugin(p.Name, "", $"it is in {LockFile.Name} and in no plugin folder; put it back, or {Mend}"));

    private static void Check(LockedPlugin locked, PluginFiles files)
    {
        var differences = locked.Files.Keys.Union(files.Hashes.Keys).Order(StringComparer.Ordinal)
            .Select(path => Difference(path, locked.Files.GetValueOrDefault(path), files.Hashes.GetValueOrDefault(path))).OfType<string>().ToList();
        if (differences.Count > 0)
            throw new PluginException($"it isn't as {LockFile.Name} has it: {string.Join(", ", differences.Take(MostNamed))}"
                + $"{(differences.Count > MostNamed ? $" and {differences.Count - MostNamed} more" : "")}; {Mend}");
        if (PluginFolder.VersionOf(files.Folder) is var version && version != locked.Version)
            throw new PluginException($"it is version {version}, and {LockFile.Name} says {locked.Version}; {Mend}");
    }

    private static string? Difference(string path, string? locked, string? found) => (locked, found) switch
    {
        (null, _) => $"{path} was added",
        (_, null) => $"{path} is missing",
        _ => locked == found ? null : $"{path} was changed",
    };
}
