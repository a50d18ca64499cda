using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Emulator.Host.Plugins;

/// <summary>A plugin's DLL: is it a whole assembly, and was it built for this host?</summary>
internal static class AssemblyCheck
{
    /// <param name="image">The DLL.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <param name="name">The name that it should call itself.</param>
    /// <returns>The version that it says it has.</returns>
    /// <exception cref="PluginException">It is refused.</exception>
    public static Version Check(PEReader image, long length, string name)
    {
        try
        {
            var metadata = MetadataOf(image);
            ProcessorCheck.Check(image.PEHeaders);
            CheckFramework(metadata);
            CheckContract(metadata);
            CheckWhole(image, length);
            CheckName(metadata, name);
            return metadata.GetAssemblyDefinition().Version;
        }
        catch (Exception e) when (e is BadImageFormatException or InvalidOperationException or OverflowException
            or ArgumentException or IOException)
        {
            throw new PluginException("isn't a whole .NET assembly (garbage or truncated); "
                + "build it again and copy the whole output folder");
        }
    }

    private static MetadataReader MetadataOf(PEReader image)
    {
        if (!image.HasMetadata)
            throw new PluginException("isn't a .NET assembly; "
                + "build it with 'dotnet build' and copy the whole output folder");
        var metadata = image.GetMetadataReader();
        return metadata.IsAssembly ? metadata
            : throw new PluginException("is a module without an assembly; build it with 'dotnet build'");
    }

    private static void CheckFramework(MetadataReader metadata)
    {
        var framework = metadata.GetAssemblyDefinition().GetCustomAttributes().Select(metadata.GetCustomAttribute)
            .Where(a => NameOf(metadata, a) == "TargetFrameworkAttribute").Select(a => FirstArgument(metadata, a))
            .FirstOrDefault();
        if (framework is null)
            return;
        var parts = framework.Split(",Version=v");
        var ours = Environment.Version.Major;
        if (parts is not [".NETCoreApp", var text] || !Version.TryParse(text, out var version) || version.Major > ours)
            throw new PluginException($"is built for {framework}; expected .NETCoreApp,Version=v{ours}.0: "
                + $"set <TargetFramework>net{ours}.0</TargetFramework> and build again");
    }

    private static string? NameOf(MetadataReader metadata, CustomAttribute attribute) =>
        attribute.Constructor.Kind == HandleKind.MemberReference
        && metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is var parent
        && parent.Kind == HandleKind.TypeReference
            ? metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)parent).Name)
            : null;

    // After the blob's prolog of two bytes.
    private static string? FirstArgument(MetadataReader metadata, CustomAttribute attribute)
    {
        var blob = metadata.GetBlobReader(attribute.Value);
        blob.ReadUInt16();
        return blob.ReadSerializedString();
    }

    private static void CheckContract(MetadataReader metadata)
    {
        var built = metadata.AssemblyReferences.Select(metadata.GetAssemblyReference)
            .Where(r => metadata.GetString(r.Name) == HostContract.Name).Select(r => r.Version).FirstOrDefault();
        var ours = HostContract.Version;
        if (built is null)
            throw new PluginException($"doesn't reference {HostContract.Name}: it isn't a plugin of the emulator");
        if (built.Major != ours.Major || built.Minor > ours.Minor)
            throw new PluginException($"is built for contract {built.Major}.{built.Minor}, "
                + $"this host has {ours.Major}.{ours.Minor}; "
                + $"build it against {HostContract.Name} {ours.Major}.{ours.Minor}"
                + (built > ours ? ", or update the host" : ""));
    }

    // A cut-off file may still have all of its metadata.
    private static void CheckWhole(PEReader image, long length)
    {
        if (image.PEHeaders.SectionHeaders.Any(s => (long)s.PointerToRawData + s.SizeOfRawData > length))
            throw new BadImageFormatException();
    }

    private static void CheckName(MetadataReader metadata, string name)
    {
        if (metadata.GetString(metadata.GetAssemblyDefinition().Name) is var own && own != name)
            throw new PluginException($"calls itself {own}; name the file {own}.dll again, "
                + $"or set <AssemblyName>{name}</AssemblyName> and build it again");
    }
}
