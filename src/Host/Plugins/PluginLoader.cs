using System.Runtime.Loader;
using Loader = McMaster.NETCore.Plugins.PluginLoader;

namespace Emulator.Host.Plugins;

/// <summary>Loads a plugin's image into a load context of its own that shares the contract.</summary>
internal static class PluginLoader
{
    // A later build of the contract's version is the same contract; by itself the runtime takes none for a later one.
    static PluginLoader() => AssemblyLoadContext.Default.Resolving += (_, asked) =>
        asked.Name == HostContract.Name ? typeof(Architecture).Assembly : null;

    /// <summary>Takes a plugin all the way: reads it, checks it, holds it against the lock, loads it.</summary>
    /// <param name="dll">Its own DLL, whatever its folder's name.</param>
    /// <param name="trust">The lock in force; null: there is none.</param>
    /// <exception cref="PluginException">It is refused.</exception>
    public static LoadedPlugin Load(string dll, PluginLock? trust) =>
        Load(Check(PluginImage.Read(dll), trust), isUnloadable: false);

    /// <summary>Checks an image, and holds it against the lock.</summary>
    /// <exception cref="PluginException">It is refused.</exception>
    public static CheckedImage Check(PluginImage image, PluginLock? trust)
    {
        trust?.CheckFiles(image);
        var sound = ImageCheck.Of(image);
        trust?.CheckVersion(sound);
        return sound;
    }

    /// <summary>Loads every architecture that a plugin exports, by name. Its files are neither looked at again nor kept
    /// open.</summary>
    /// <param name="plugin">What was checked.</param>
    /// <param name="isUnloadable">Whether it can be let go of. Its code then runs a little slower.</param>
    /// <exception cref="PluginException">It is refused.</exception>
    public static LoadedPlugin Load(CheckedImage plugin, bool isUnloadable)
    {
        var loader = New(isUnloadable);
        try
        {
            return LoadFailure.Named(plugin.Image.File, () => Load(plugin, loader));
        }
        catch (PluginException)
        {
            loader.Dispose();
            throw;
        }
    }

    private static LoadedPlugin Load(CheckedImage plugin, Loader loader)
    {
        var main = new ImageAssemblies(plugin.Image, loader.LoadContext).LoadMain();
        return new(ExportedArchitectures.Of(main, plugin), loader);
    }

    // The loader reads what stands beside the file that it is given. That is the host's own contract, so that it never
    // looks into a plugin's folder: what the host doesn't have comes from the image.
    private static Loader New(bool isUnloadable) =>
        new(new(typeof(Architecture).Assembly.Location) { IsUnloadable = isUnloadable, PreferSharedTypes = true });
}
