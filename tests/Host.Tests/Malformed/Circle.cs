using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Emulator.Host.Tests.Malformed;

/// <summary>Assemblies that have no types, and say of each that another has it.</summary>
internal static class Circle
{
    private static readonly string[] Types = ["SoftDirtyPte", "SoftDirtyTracking", "SoftDirtyTlb"];

    /// <summary>Writes one that sends whoever asks to another, and that other, which sends them back; unless the folder
    /// has it or it is the first.</summary>
    public static void Write(string folder, string name, string other)
    {
        File.WriteAllBytes(Path.Combine(folder, name + ".dll"), Forwarding(name, other));
        if (!File.Exists(Path.Combine(folder, other + ".dll")))
            File.WriteAllBytes(Path.Combine(folder, other + ".dll"), Forwarding(other, name));
    }

    private static byte[] Forwarding(string name, string to)
    {
        var metadata = new MetadataBuilder();
        metadata.AddModule(0, metadata.GetOrAddString(name + ".dll"),
            metadata.GetOrAddGuid(new(1, 2, 3, [4, 5, 6, 7, 8, 9, 10, 11])), default, default);
        metadata.AddAssembly(metadata.GetOrAddString(name), new(0, 1, 0, 0), default, default, 0,
            AssemblyHashAlgorithm.None);
        metadata.AddTypeDefinition(0, default, metadata.GetOrAddString("<Module>"), default,
            MetadataTokens.FieldDefinitionHandle(1), MetadataTokens.MethodDefinitionHandle(1));
        var reference = metadata.AddAssemblyReference(metadata.GetOrAddString(to), new(0, 1, 0, 0), default, default, 0,
            default);
        foreach (var type in Types)
            metadata.AddExportedType(TypeAttributes.Public | (TypeAttributes)0x0020_0000,
                metadata.GetOrAddString("Emulator.Plugins.SoftDirty"), metadata.GetOrAddString(type), reference, 0);
        var bytes = new BlobBuilder();
        new ManagedPEBuilder(PEHeaderBuilder.CreateLibraryHeader(), new MetadataRootBuilder(metadata),
            new BlobBuilder()).Serialize(bytes);
        return bytes.ToArray();
    }
}
