using Emulator.Host.Configuration;

namespace Emulator.Host.Plugins;

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
        if (!isStrict)
            return null;
        throw new UserError($"{LockFile.Name} is missing in the current folder, and {Settings.Locked.Option} "
            + $"(from {settings.OriginOf(Settings.Locked)}) lets only plugins run that it has; "
            + "write it with 'emulator plugins lock'");
    }

    /// <summary>Holds a plugin's files against the lock.</summary>
    /// <exception cref="PluginException">They aren't what was locked.</exception>
    public void CheckFiles(PluginImage image)
    {
        if (Find(image) is { } locked)
            CheckFiles(locked, image.Hashes);
        else if (isStrict)
            throw new PluginException($"it isn't in {LockFile.Name}, "
                + $"and {Settings.Locked.Option} lets only plugins run that are; {Mend}");
    }

    /// <summary>Holds a plugin's version against the lock.</summary>
    /// <exception cref="PluginException">It isn't what was locked.</exception>
    public void CheckVersion(CheckedImage plugin)
    {
        if (Find(plugin.Image) is { } locked && plugin.Version != locked.Version)
            throw new PluginException($"it is version {plugin.Version}, and {LockFile.Name} says {locked.Version}; "
                + $"{Mend}");
    }

    /// <summary>The plugins that must be there and aren't.</summary>
    /// <param name="found">The names of those that are there.</param>
    public IEnumerable<RefusedPlugin> Missing(IEnumerable<string> found) =>
        isStrict ? plugins.Where(p => !found.Contains(p.Name)).Select(Missing) : [];

    private static RefusedPlugin Missing(LockedPlugin plugin) =>
        new(plugin.Name, "", $"it is in {LockFile.Name} and in no plugin folder; put it back, or {Mend}");

    private LockedPlugin? Find(PluginImage image) => plugins.FirstOrDefault(p => p.Name == image.Name);

    private static void CheckFiles(LockedPlugin locked, IReadOnlyDictionary<string, string> found)
    {
        var differences = locked.Files.Keys.Union(found.Keys).Order(StringComparer.Ordinal)
            .Select(path => Difference(path, locked.Files.GetValueOrDefault(path), found.GetValueOrDefault(path)))
            .OfType<string>().ToList();
        if (differences.Count > 0)
            throw new PluginException($"it isn't as {LockFile.Name} has it: "
                + $"{string.Join(", ", differences.Take(MostNamed))}"
                + $"{(differences.Count > MostNamed ? $" and {differences.Count - MostNamed} more" : "")}; {Mend}");
    }

    private static string? Difference(string path, string? locked, string? found) => (locked, found) switch
    {
        (null, _) => $"{path} was added",
        (_, null) => $"{path} is missing",
        _ => locked == found ? null : $"{path} was changed",
    };
}
