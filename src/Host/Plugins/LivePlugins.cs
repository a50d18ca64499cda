using Emulator.Host.Configuration;

namespace Emulator.Host.Plugins;

/// <summary>Plugins that are loaded anew where their files change, each on its own. One whose new files are refused
/// goes on as it was.</summary>
/// <param name="terminal">Gets a line for each refusal.</param>
/// <param name="settings">Name the folders.</param>
internal sealed class LivePlugins(Terminal terminal, EffectiveSettings settings) : IDisposable
{
    /// <param name="Loaded">What runs; null: nothing of it was ever accepted.</param>
    /// <param name="Files">Which files that was loaded from.</param>
    /// <param name="Refused">Why the files of today are refused; null: they are what runs.</param>
    /// <param name="RefusedFiles">Which files that was said of.</param>
    private sealed record Live(LoadedPlugin? Loaded, string Files, RefusedPlugin? Refused = null,
        string RefusedFiles = "");

    private readonly Dictionary<string, Live> _plugins = [];
    private IReadOnlyList<RefusedPlugin> _missing = [];

    /// <summary>What can be run now.</summary>
    public PluginCatalog Catalog => new(_plugins.Keys.SelectMany(ArchitecturesOf),
        [.. _plugins.Values.Where(p => p.Loaded is null).Select(p => p.Refused).OfType<RefusedPlugin>(), .. _missing]);

    /// <summary>Looks at every plugin, and loads those that are new or changed.</summary>
    /// <returns>What differs from before, a sentence each; none: a run would have the same result.</returns>
    /// <exception cref="UserError">The folders can't be looked at, or the lock file is broken: all is as it
    /// was.</exception>
    public IReadOnlyList<string> Refresh()
    {
        var trust = PluginLock.InForce(settings);
        // A plugin that is being built may lack its DLL, and so look like none.
        var folders = _plugins.Keys.Where(Directory.Exists)
            .Union(PluginCatalog.Folders(settings).Select(Path.GetFullPath)).ToList();
        var gone = _plugins.Keys.Except(folders).Select(Remove).OfType<string>().ToList();
        _missing = [.. trust?.Missing(folders.Select(PluginFolder.NameOf)) ?? []];
        return [.. gone, .. folders.Select(folder => Look(folder, trust)).OfType<string>()];
    }

    public void Dispose()
    {
        foreach (var plugin in _plugins.Values)
            plugin.Loaded?.Dispose();
    }

    private IEnumerable<LoadedArchitecture> ArchitecturesOf(string folder) => _plugins[folder].Loaded?.Architectures
        ?? [];

    private string? Remove(string folder)
    {
        _plugins.Remove(folder, out var plugin);
        plugin?.Loaded?.Dispose();
        return plugin?.Loaded is null ? null : $"plugin {PluginFolder.NameOf(folder)} is gone";
    }

    private string? Look(string folder, PluginLock? trust)
    {
        var before = _plugins.GetValueOrDefault(folder) ?? new(null, "");
        var (files, loaded) = ("", (LoadedPlugin?)null);
        var refused = PluginCatalog.Refusal(folder, () =>
        {
            var image = PluginImage.Read(PluginFolder.Find(folder));
            files = image.Digest;
            var plugin = PluginLoader.Check(image, trust);
            if (before.Loaded is null || files != before.Files)
                loaded = Load(folder, plugin);
        });
        if (refused is not null)
            Refuse(folder, before, refused, files);
        else
            _plugins[folder] = loaded is null ? before with { Refused = null } : new(loaded, files);
        if (loaded is null)
            return null;
        before.Loaded?.Dispose();
        return $"plugin {PluginFolder.NameOf(folder)} {(before.Loaded is null ? "is new" : "has changed")}";
    }

    private LoadedPlugin Load(string folder, CheckedImage plugin)
    {
        var loaded = PluginLoader.Load(plugin, isUnloadable: true);
        try
        {
            PluginCatalog.CheckNames(loaded.Architectures, _plugins.Keys.Where(other => other != folder)
                .SelectMany(ArchitecturesOf));
            return loaded;
        }
        catch (PluginException)
        {
            loaded.Dispose();
            throw;
        }
    }

    private void Refuse(string folder, Live before, RefusedPlugin refused, string files)
    {
        _plugins[folder] = before with { Refused = refused, RefusedFiles = files };
        if (before.Loaded is null)
            terminal.Warn($"plugin {refused.Plugin} was refused: {refused.Why}");
        else if (before.Refused?.Why != refused.Why || before.RefusedFiles != files)
            terminal.Fail($"plugin {refused.Plugin} was refused, and the one loaded before goes on: {refused.Why}");
    }
}
