using Emulator.Host.Configuration;
using Emulator.Host.Files;

namespace Emulator.Host.Plugins;

/// <summary>What was found in the plugin folders: loaded by name, or refused with a reason.</summary>
internal sealed class PluginCatalog
{
    private readonly List<LoadedArchitecture> _architectures;
    private readonly List<RefusedPlugin> _refused;

    public PluginCatalog(IEnumerable<LoadedArchitecture> architectures, IEnumerable<RefusedPlugin> refused)
    {
        _architectures = [.. architectures.OrderBy(a => a.Name, StringComparer.Ordinal)];
        _refused = [.. refused];
    }

    public IReadOnlyList<LoadedArchitecture> Architectures => _architectures;

    public IReadOnlyList<RefusedPlugin> Refused => _refused;

    /// <summary>Loads every plugin of the folders, by name.</summary>
    /// <exception cref="UserError">A folder is missing or holds no plugin; the lock file is broken.</exception>
    public static PluginCatalog Load(EffectiveSettings settings)
    {
        var catalog = new PluginCatalog([], []);
        var trust = PluginLock.InForce(settings);
        var folders = Folders(settings);
        foreach (var folder in folders)
            catalog.Add(folder, trust);
        catalog._refused.AddRange(trust?.Missing(folders.Select(PluginFolder.NameOf)) ?? []);
        catalog._architectures.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        return catalog;
    }

    /// <summary>The folder of every plugin.</summary>
    /// <exception cref="UserError">A folder of plugins is missing or holds none.</exception>
    public static IReadOnlyList<string> Folders(EffectiveSettings settings) =>
        [.. Roots(settings).SelectMany(folder => PluginsIn(folder, settings))];

    /// <summary>The folders that plugins are looked for in.</summary>
    public static IEnumerable<string> Roots(EffectiveSettings settings) =>
        settings.Get(Settings.Plugins).Select(Settings.PluginFolder);

    /// <summary>The architectures that a scenario may name: those that are loaded, and those that ship.</summary>
    public IReadOnlyList<string> Nameable => [.. Architectures.Select(a => a.Name)
        .Union(ShippedArchitectures.Names)];

    /// <summary>Says how those that ship and aren't loaded are, where other folders stand in their plugins' place; else
    /// nothing.</summary>
    public string HintOf(IEnumerable<string> names, EffectiveSettings settings)
    {
        List<string> absent = [.. names.Distinct().Where(n => ShippedArchitectures.Names.Contains(n)
            && Architectures.All(a => a.Name != n))];
        return absent.Count == 0 || Roots(settings).Contains(Settings.PluginFolder(Settings.Builtin)) ? ""
            : $"; {string.Join(", ", absent)} ship{(absent.Count == 1 ? "s" : "")} with the emulator, and the folders "
                + $"named (from {settings.OriginOf(Settings.Plugins)}) stand in the place of its plugins: "
                + $"write '{Settings.Builtin}' among them";
    }

    /// <summary>The architectures named, or all of today.</summary>
    /// <param name="settings">Which are named.</param>
    /// <param name="historic">Those as they once were too.</param>
    public IReadOnlyList<LoadedArchitecture> Chosen(EffectiveSettings settings, bool historic = false)
    {
        var names = settings.Get(Settings.Architectures);
        if (Architectures.Count == 0)
            throw new UserError($"no architecture was loaded{(Refused.Count == 0 ? "" : $"; refused were {Reasons}")}; "
                + "'emulator plugins' says what was looked at");
        return names.Length == 0 ? [.. Architectures.Where(a => historic || a.Facts.History is null)]
            : [.. names.Distinct().Select(n => Find(n, settings, Settings.Architectures))];
    }

    /// <summary>The one architecture that is named, or the only one there is.</summary>
    public LoadedArchitecture One(EffectiveSettings settings)
    {
        if (settings.Text(Settings.Architecture) is { } name)
            return Find(name, settings, Settings.Architecture);
        return Today is [var only] ? only : throw new UserError(
            $"which architecture? Name it with --arch, as Architecture in {EffectiveSettings.FileName} "
            + $"or as {Settings.Architecture.Variable}; loaded are {Names}", ExitCode.Usage);
    }

    private List<LoadedArchitecture> Today => [.. Architectures.Where(a => a.Facts.History is null)];

    private string Reasons => string.Join(", ", Refused.Select(r => $"{r.Plugin} ({r.Why})"));

    private string Names => Architectures.Count == 0 ? "none" : string.Join(", ", Architectures.Select(a => a.Name));

    private LoadedArchitecture Find(string name, EffectiveSettings settings, Setting asked) =>
        Architectures.FirstOrDefault(a => a.Name == name) ?? throw new UserError(
            $"no architecture named {name} (from {settings.OriginOf(asked)}); "
            + $"{Hints.Hint(name, Architectures.Select(a => a.Name))}loaded are {Names}"
            + HintOf([name], settings) + (Refused.Count > 0 ? $"; refused were {Reasons}" : ""),
            Refused.Count > 0 ? ExitCode.BadInput : settings.ExitCodeOf(asked));

    private static IEnumerable<string> PluginsIn(string folder, EffectiveSettings settings)
    {
        if (File.Exists(folder))
            throw Wrong("is a file; expected a folder that holds a folder per plugin, or a plugin's folder");
        try
        {
            if (Directory.EnumerateFiles(folder, "*.dll").Any())
                return [folder];
            var plugins = Directory.GetDirectories(folder).Order(StringComparer.Ordinal).ToList();
            return plugins.Count > 0 ? plugins : throw Wrong("holds no plugin; expected a folder per plugin, "
                + "each with the plugin's whole build output");
        }
        catch (DirectoryNotFoundException)
        {
            throw Wrong($"is missing; {Hints.Hint(folder, [Settings.Builtin])}make it or name another");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Wrong($"can't be read: {e.Message.TrimEnd('.')}; allow it to be read, or name another");
        }

        UserError Wrong(string why) =>
            new($"the plugin folder {folder} (from {settings.OriginOf(Settings.Plugins)}) {why}");
    }

    private void Add(string folder, PluginLock? trust)
    {
        var refused = Refusal(folder, () =>
        {
            var loaded = PluginLoader.Load(PluginFolder.Find(folder), trust).Architectures;
            CheckNames(loaded, _architectures);
            _architectures.AddRange(loaded);
        });
        if (refused is not null)
            _refused.Add(refused);
    }

    /// <summary>Does what may refuse a plugin.</summary>
    /// <returns>Why it was; null: it wasn't.</returns>
    public static RefusedPlugin? Refusal(string folder, Action load)
    {
        try
        {
            load();
            return null;
        }
        catch (PluginException e)
        {
            return new(PluginFolder.NameOf(folder), folder, e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(PluginFolder.NameOf(folder), folder, $"the folder can't be read: {e.Message.TrimEnd('.')}; "
                + "allow it to be read, or remove it");
        }
    }

    /// <exception cref="PluginException">Two architectures have the same name.</exception>
    public static void CheckNames(IReadOnlyList<LoadedArchitecture> loaded, IEnumerable<LoadedArchitecture> others)
    {
        foreach (var one in loaded)
            if (others.Concat(loaded).FirstOrDefault(a => a != one && a.Name == one.Name) is { } other)
                throw new PluginException($"{Path.GetFileName(one.File)} exports an architecture named {one.Name}, "
                    + $"and so does {other.Plugin} ({other.File}); rename one or remove a plugin");
    }
}
