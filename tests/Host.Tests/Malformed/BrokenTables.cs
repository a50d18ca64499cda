using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text;

namespace Emulator.Host.Tests.Malformed;

/// <summary>Whole DLLs whose tables say what isn't so, or isn't for this host.</summary>
internal static class BrokenTables
{
    private const string Dll = "SoftDirty.dll";
    private static readonly string Soft = Emulator.Plugin("SoftDirty");

    public static IEnumerable<MalformedPlugin> All => [.. Contracts, .. Frameworks, .. Names, .. Rows,
        .. ArchitectureNames];

    /// <summary>Contracts older and newer than this host's.</summary>
    public static IEnumerable<MalformedPlugin> Contracts =>
        from version in new ushort[][] { [0, 0], [0, 9], [0, 65535], [1, 2], [1, 65535], [2, 0], [255, 255],
            [65535, 65535] }
        select new MalformedPlugin($"contract-{version[0]}-{version[1]}", Soft,
            $"is built for contract {version[0]}.{version[1]}, this host has 1.1",
            folder => PluginFolders.SetContractVersion(Path.Combine(folder, Dll), version));

    public static IEnumerable<MalformedPlugin> Frameworks =>
        from framework in new[] { ".NETCoreApp,Version=v99.0", ".NETStandard,Version=v2.1", ".NETPortable,Version=v4.5",
            ".NETCoreApp,Version=v1O.0", "no framework that there is" }
        select Replaced($"framework-{framework}".Replace(',', '-').Replace('=', '-').Replace(' ', '-'),
            Encoding.ASCII.GetBytes(".NETCoreApp,Version=v10.0"),
            Encoding.ASCII.GetBytes(framework)[..25],
            $"is built for {framework[..25]}; expected .NETCoreApp,Version=v10.0");

    /// <summary>Names of what it uses, or of itself, with another letter.</summary>
    public static IEnumerable<MalformedPlugin> Names =>
    [
        Renamed("Emulator.Abstractions", "doesn't reference Emulator.Abstractions"),
        Renamed("System.Runtime", "can't be loaded"),
        Renamed("IPteFormat", "can't be loaded"), Renamed("IDirtyTracking", "can't be loaded"),
        Renamed("ITlbModel", "can't be loaded"), Renamed("Architecture`3", "can't be loaded"),
        Renamed("ValueType", "can't be loaded"), Renamed("IWord`1", "can't be loaded"),
        Renamed("get_Geometry", "can't be loaded"), Renamed("MakeClean", "can't be loaded"),
        Renamed("Suffices", "can't be loaded"), Renamed("Cached", "can't be loaded"),
    ];

    /// <summary>Rows of tables that lead nowhere, or in a circle.</summary>
    public static IEnumerable<MalformedPlugin> Rows =>
    [
        Row("extends-itself", TableIndex.TypeDef, IndexOf("SoftDirty"), 8, row => (ushort)((row + 1) << 2)),
        Row("extends-nothing", TableIndex.TypeDef, IndexOf("SoftDirty"), 8, _ => 0),
        Row("extends-no-row", TableIndex.TypeDef, IndexOf("SoftDirty"), 8, _ => 0x7ffc),
        Row("extends-its-own-format", TableIndex.TypeDef, IndexOf("SoftDirty"), 8, _ =>
            (ushort)((IndexOf("SoftDirtyPte") + 1) << 2)),
        Row("is-not-public", TableIndex.TypeDef, IndexOf("SoftDirty"), 0, _ => 0x0100, "exports no architecture"),
        Row("is-abstract", TableIndex.TypeDef, IndexOf("SoftDirty"), 0, _ => 0x0081, "exports no architecture"),
        Row("is-an-interface", TableIndex.TypeDef, IndexOf("SoftDirty"), 0, _ => 0x00a1, ""),
        Row("format-extends-itself", TableIndex.TypeDef, IndexOf("SoftDirtyPte"), 8, row => (ushort)((row + 1) << 2)),
        Row("format-is-a-class", TableIndex.TypeDef, IndexOf("SoftDirtyPte"), 8, _ => 0x0005, ""),
        Row("type-of-no-name", TableIndex.TypeDef, IndexOf("SoftDirty"), 4, _ => 0xfff0, ""),
    ];

    /// <summary>Names that can't be given on a command line.</summary>
    public static IEnumerable<MalformedPlugin> ArchitectureNames =>
        from name in new[] { "Soft-Dirty", "soft dirty", "soft_dirty", "soft/dirty", "soft,dirty", "\u001b[2Jdirty",
            "söft-dirty", "../../dirt", "soft\0dirty", "soft\ndirty" }
        select Replaced($"architecture-{Convert.ToHexStringLower(Encoding.UTF8.GetBytes(name))}",
            Encoding.Unicode.GetBytes("soft-dirty"),
            [.. Encoding.Unicode.GetBytes(name).Concat(new byte[20]).Take(20)],
            "expected small letters, digits and '-'");

    private static MalformedPlugin Renamed(string name, string says) => Replaced($"renamed-{name.Replace('`', '-')}",
        Encoding.ASCII.GetBytes($"\0{name}\0"), Encoding.ASCII.GetBytes($"\0{name[..^1]}#\0"), says);

    private static MalformedPlugin Replaced(string name, byte[] from, byte[] to, string says) =>
        new(name, Soft, says, MalformedPlugin.Patch(Dll, bytes =>
    {
        var at = bytes.AsSpan().IndexOf(from);
        Assert.IsGreaterThanOrEqualTo(0, at, $"the good plugin hasn't what {name} changes");
        to.CopyTo(bytes, at);
        return bytes;
    }));

    private static int IndexOf(string type)
    {
        using var image = new PEReader(File.OpenRead(Path.Combine(Soft, Dll)));
        var metadata = image.GetMetadataReader();
        return metadata.TypeDefinitions.ToList().FindIndex(t =>
            metadata.GetString(metadata.GetTypeDefinition(t).Name) == type);
    }

    private static MalformedPlugin Row(string name, TableIndex table, int row, int offset, Func<int, ushort> value,
        string says = "can't be loaded") => new(name, Soft, says,
        folder => PluginFolders.Patch(Path.Combine(folder, Dll), (bytes, metadata) =>
        {
            using var image = new PEReader(new MemoryStream(bytes));
            var at = image.PEHeaders.MetadataStartOffset + metadata.GetTableMetadataOffset(table)
                + row * metadata.GetTableRowSize(table) + offset;
            BitConverter.GetBytes(value(row)).CopyTo(bytes, at);
            return bytes;
        }));
}
