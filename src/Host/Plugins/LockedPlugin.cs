namespace Emulator.Host.Plugins;

/// <summary>A plugin as it was when it was locked.</summary>
/// <param name="Name">Its folder's name.</param>
/// <param name="Version">Its DLL's version.</param>
/// <param name="Files">The SHA-256 of each of its files, by path in the folder.</param>
internal sealed record LockedPlugin(string Name, string Version, IReadOnlyDictionary<string, string> Files)
{
    /// <summary>The plugin of a folder, as it is now; none of its code is run.</summary>
    /// <exception cref="PluginException">It couldn't be loaded.</exception>
    public static LockedPlugin Of(string folder)
    {
        var image = PluginImage.Read(PluginFolder.Find(folder));
        var hashes = image.Hashes;
        return new(image.Name, ImageCheck.Of(image).Version, hashes);
    }
}
