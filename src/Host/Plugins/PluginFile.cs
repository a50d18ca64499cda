using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using Architectures = System.Runtime.InteropServices.Architecture;

namespace Emulator.Host.Plugins;

/// <summary>A plugin's DLL, looked at without loading it: is it one, and was it built for this host?</summary>
internal static class PluginFile
{
    /// <summary>The contract's assembly.</summary>
    public const string ContractName = "Emulator.Abstractions";
    private static readonly Version Contract = typeof(Architecture).Assembly.GetName().Version!;

    /// <summary>Finds the DLL of a plugin's folder: the one named like the folder, or the only one with a <c>.deps.json</c>.</summary>
    public static string Find(string folder)
    {
        var name = PluginFolder.NameOf(folder);
        var named = Path.Combine(folder, name + ".dll");
        var files = Directory.GetFiles(folder, "*.dll").Order(StringComparer.Ordinal).ToList();
        if (files.Contains(named))
            return named;
        var own = files.Where(f => Path.GetFileNameWithoutExtension(f) != ContractName).ToList();
        var described = own.Where(f => File.Exists(Path.ChangeExtension(f, ".deps.json"))).ToList();
        return (own, described) switch
        {
            ({ Count: 0 }, _) => throw new PluginException($"the folder holds no DLL; expected {name}.dll, copy the plugin's whole build output here"),
            ({ Count: 1 }, _) => own[0],
            (_, { Count: 1 }) => described[0],
            _ => throw new PluginException($"the folder holds {own.Count} DLLs and none is {name}.dll; name the folder like the plugin's DLL"),
        };
    }

    /// <summary>Refuses what couldn't be loaded, or would load and then find no architecture.</summary>
    /// <returns>The version that the DLL says it has.</returns>
    public static Version Check(string file)
    {
        var bytes = BytesOf(file);
        using var image = new PEReader(new MemoryStream(bytes));
        var version = CheckMetadata(image, bytes.Length, Path.GetFileNameWithoutExtension(file));
        CheckFolder(file);
        return version;
    }

    private static byte[] BytesOf(string file)
    {
        try
        {
            return WholeFile.Read(file) is { Length: > 0 } bytes ? bytes : throw new PluginException("is empty; copy it again");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PluginException($"can't be read: {e.Message.TrimEnd('.')}; allow it to be read, or copy it again");
        }
    }

    private static Version CheckMetadata(PEReader image, long length, string name)
    {
        try
        {
            if (!image.HasMetadata)
                throw new PluginException("isn't a .NET assembly; build it with 'dotnet build' and copy the whole output folder");
            var metadata = image.GetMetadataReader();
            if (!metadata.IsAssembly)
                throw new PluginException("is a module without an assembly; build it with 'dotnet build'");
            CheckProcessor(image.PEHeaders);
            CheckFramework(metadata);
            CheckContract(metadata);
            CheckWhole(image, length);
            if (metadata.GetString(metadata.GetAssemblyDefinition().Name) is var own && own != name)
                throw new PluginException($"calls itself {own}; name the file {own}.dll again, or set <AssemblyName>{name}</AssemblyName> and build it again");
            return metadata.GetAssemblyDefinition().Version;
        }
        catch (Exception e) when (e is BadImageFormatException or InvalidOperationException or OverflowException or ArgumentException or IOException)
        {
            throw new PluginException("isn't a whole .NET assembly (garbage or truncated); build it again and copy the whole output folder");
        }
    }

    // A cut-off file may still have all of its metadata.
    private static void CheckWhole(PEReader image, long length)
    {
        if (image.PEHeaders.SectionHeaders.Any(s => (long)s.PointerToRawData + s.SizeOfRawData > length))
            throw new BadImageFormatException();
    }

    private static void CheckProcessor(PEHeaders headers)
    {
        var machine = headers.CoffHeader.Machine;
        var isForAny = machine == Machine.I386 && ((headers.CorHeader?.Flags ?? 0) & CorFlags.Requires32Bit) == 0;
        if (!isForAny && machine != Processor && (Machine)((ushort)machine ^ OfSystem) != Processor)
            throw new PluginException($"is built for {(machine == Machine.I386 ? "x86, 32 bits" : Enum.IsDefined(machine) ? machine : $"a processor 0x{(ushort)machine:x}")}, this host runs on {Processor}; "
                + "take <PlatformTarget> and <RuntimeIdentifier> out of the project and build it again");
    }

    private static Machine Processor => RuntimeInformation.ProcessArchitecture switch
    {
        Architectures.X64 => Machine.Amd64,
        Architectures.Arm64 => Machine.Arm64,
        Architectures.LoongArch64 => Machine.LoongArch64,
        _ => Machine.Unknown,
    };

    // What is compiled ahead of time says for which system too: by these bits. (runtime: docs/design/coreclr/botr/readytorun-format.md)
    private static ushort OfSystem => (ushort)(OperatingSystem.IsLinux() ? 0x7b79 : OperatingSystem.IsMacOS() ? 0x4644 : OperatingSystem.IsFreeBSD() ? 0xadc4 : 0);

    private static void CheckFramework(MetadataReader metadata)
    {
        var framework = metadata.GetAssemblyDefinition().GetCustomAttributes().Select(metadata.GetCustomAttribute)
            .Where(a => NameOf(metadata, a) == "TargetFrameworkAttribute").Select(a => FirstArgument(metadata, a)).FirstOrDefault();
        if (framework is null)
            return;
        var parts = framework.Split(",Version=v");
        if (parts is not [".NETCoreApp", var text] || !Version.TryParse(text, out var version) || version.Major > Environment.Version.Major)
            throw new PluginException($"is built for {framework}; expected .NETCoreApp,Version=v{Environment.Version.Major}.0: "
                + $"set <TargetFramework>net{Environment.Version.Major}.0</TargetFramework> and build again");
    }

    private static string? NameOf(MetadataReader metadata, CustomAttribute attribute) =>
        attribute.Constructor.Kind == HandleKind.MemberReference
        && metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } parent
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
            .Where(r => metadata.GetString(r.Name) == ContractName).Select(r => r.Version).FirstOrDefault();
        if (built is null)
            throw new PluginException($"doesn't reference {ContractName}: it isn't a plugin of the emulator");
        if (built.Major != Contract.Major || built.Minor > Contract.Minor)
            throw new PluginException($"is built for contract {built.Major}.{built.Minor}, this host has {Contract.Major}.{Contract.Minor}; "
                + $"build it against {ContractName} {Contract.Major}.{Contract.Minor}" + (built > Contract ? ", or update the host" : ""));
    }

    private static void CheckFolder(string file)
    {
        var folder = Path.GetDirectoryName(file)!;
        if (File.Exists(Path.Combine(folder, ContractName + ".dll")))
            throw new PluginException($"brings its own {ContractName}.dll, and so another contract than the host's; reference it with "
                + "Private=\"false\" ExcludeAssets=\"runtime\" and delete the copy");
        DependencyFile.Check(file);
        InsideFolder.CheckRuntimeConfigs(file);
    }
}
