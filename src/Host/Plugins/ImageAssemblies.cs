using System.Reflection;
using System.Runtime.Loader;

namespace Emulator.Host.Plugins;

/// <summary>A plugin's assemblies, loaded from its image when they are first asked for.</summary>
/// <param name="image">Where their bytes are.</param>
/// <param name="context">Where they are loaded.</param>
internal sealed class ImageAssemblies(PluginImage image, AssemblyLoadContext context)
{
    // The context asks for what it lacks, and only where the host has it not either: of a library that both bring, a
    // plugin gets its own.
    private static readonly string[] OfHost = [.. Directory.GetFiles(AppContext.BaseDirectory, "*.dll")
        .Select(f => Path.GetFileNameWithoutExtension(f)).Where(name => name != HostContract.Name)
        .Order(StringComparer.Ordinal)];

    private readonly DependencyPaths _paths = new(image);
    private readonly Dictionary<string, Assembly> _loaded = [];

    /// <summary>Loads the plugin's own; the others are loaded where it asks for them.</summary>
    public Assembly LoadMain()
    {
        context.Resolving += (_, asked) => asked.Name is { } name ? Load(name) : null;
        var main = context.LoadFromStream(new MemoryStream(image.Bytes(image.Main)));
        foreach (var name in OfHost)
            Load(name);
        return main;
    }

    private Assembly? Load(string name)
    {
        if (_paths.Of(name) is not { } path || path == image.Main)
            return null;
        lock (_loaded)
            return _loaded.TryGetValue(path, out var loaded) ? loaded : _loaded[path] = LoadFile(path);
    }

    private Assembly LoadFile(string path)
    {
        try
        {
            return context.LoadFromStream(new MemoryStream(image.Bytes(path)));
        }
        catch (BadImageFormatException e)
        {
            // Of bytes the runtime doesn't say whose they were.
            var whole = Path.Combine(image.Folder, path);
            throw new BadImageFormatException($"{LoadFailure.FirstLine(e)}. The format of the file '{whole}' is "
                + "invalid.", whole);
        }
    }
}
