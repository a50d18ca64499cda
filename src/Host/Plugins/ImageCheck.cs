using System.Reflection.PortableExecutable;

namespace Emulator.Host.Plugins;

/// <summary>Says what is wrong with a plugin from its bytes alone: nothing of it is loaded, no code of it
/// runs.</summary>
internal static class ImageCheck
{
    /// <summary>Refuses what couldn't be loaded, or would load and then find no architecture.</summary>
    /// <exception cref="PluginException">It is refused.</exception>
    public static CheckedImage Of(PluginImage image) => LoadFailure.Named(image.File, () =>
    {
        var bytes = BytesOf(image);
        using var main = new PEReader(new MemoryStream(bytes));
        var version = AssemblyCheck.Check(main, bytes.Length, Path.GetFileNameWithoutExtension(image.Main));
        CheckNoContract(image);
        DependencyCheck.Check(image);
        RuntimeConfigCheck.Check(image);
        return new CheckedImage(image, version.ToString(3));
    });

    private static byte[] BytesOf(PluginImage image)
    {
        try
        {
            return image.Bytes(image.Main) is { Length: > 0 } bytes ? bytes
                : throw new PluginException("is empty; copy it again");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PluginException($"can't be read: {e.Message.TrimEnd('.')}; allow it to be read, "
                + "or copy it again");
        }
    }

    private static void CheckNoContract(PluginImage image)
    {
        if (image.Has(HostContract.Name + ".dll"))
            throw new PluginException($"brings its own {HostContract.Name}.dll, "
                + "and so another contract than the host's; reference it with "
                + "Private=\"false\" ExcludeAssets=\"runtime\" and delete the copy");
    }
}
