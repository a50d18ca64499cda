namespace Emulator.Host.Plugins;

/// <summary>Nothing of a plugin is taken from outside its folder.</summary>
internal static class InsideFolder
{
    /// <summary>Whether a path, of whichever system, isn't below the folder that it is relative to.</summary>
    public static bool Leaves(string path) => path.StartsWith('/') || path.StartsWith('\\') || path is [_, ':', ..]
        || path.Split('/', '\\').Contains("..");
}
