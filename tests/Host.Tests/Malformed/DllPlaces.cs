using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text;

namespace Emulator.Host.Tests.Malformed;

/// <summary>A part of a DLL.</summary>
/// <param name="Name">What ECMA-335 calls it, in file-name letters.</param>
/// <param name="Start">Its first byte's offset in the file.</param>
/// <param name="Length">In bytes.</param>
internal sealed record Place(string Name, int Start, int Length)
{
    public int End => Start + Length;
}

/// <summary>Where the parts of a built DLL are: what to cut it at, and what to blank. (ECMA-335, II.24 and
/// II.25.)</summary>
internal sealed class DllPlaces
{
    private const int SignatureSize = 4, CoffSize = 20, SectionSize = 40, DirectorySize = 8, DirectoryCount = 16;

    public DllPlaces(byte[] bytes)
    {
        using var image = new PEReader(new MemoryStream(bytes));
        var headers = image.PEHeaders;
        Headers = [.. HeadersOf(headers)];
        Sections = [.. headers.SectionHeaders.Select(s => new Place($"section-{s.Name.TrimStart('.')}",
            s.PointerToRawData, s.SizeOfRawData))];
        var root = headers.MetadataStartOffset;
        Streams = [.. StreamsOf(bytes, root)];
        Tables = [.. TablesOf(image.GetMetadataReader(), root)];
        Bodies = [.. BodiesOf(image)];
        Metadata = new("metadata", root, headers.MetadataSize);
    }

    /// <summary>From the DOS header to the CLI header.</summary>
    public IReadOnlyList<Place> Headers { get; }

    public IReadOnlyList<Place> Sections { get; }

    /// <summary>The metadata root, and each stream's header and contents.</summary>
    public IReadOnlyList<Place> Streams { get; }

    /// <summary>The tables that have rows.</summary>
    public IReadOnlyList<Place> Tables { get; }

    /// <summary>The IL of each method.</summary>
    public IReadOnlyList<Place> Bodies { get; }

    public Place Metadata { get; }

    public IEnumerable<Place> All => [.. Headers, .. Sections, .. Streams, .. Tables];

    private static IEnumerable<Place> HeadersOf(PEHeaders headers)
    {
        var coff = headers.CoffHeaderStartOffset;
        yield return new("dos-header", 0, 60);
        yield return new("dos-header-lfanew", 60, 4);
        yield return new("dos-stub", 64, coff - SignatureSize - 64);
        yield return new("pe-signature", coff - SignatureSize, SignatureSize);
        yield return new("coff-header", coff, CoffSize);
        var directories = headers.PEHeaderStartOffset
            + headers.CoffHeader.SizeOfOptionalHeader - DirectorySize * DirectoryCount;
        yield return new("optional-header", headers.PEHeaderStartOffset, directories - headers.PEHeaderStartOffset);
        yield return new("data-directories", directories, DirectorySize * DirectoryCount);
        foreach (var (n, section) in headers.SectionHeaders.Index())
            yield return new($"header-of-{section.Name.TrimStart('.')}", headers.PEHeaderStartOffset
                + headers.CoffHeader.SizeOfOptionalHeader + n * SectionSize, SectionSize);
        yield return new("cli-header", headers.CorHeaderStartOffset, 72);
    }

    private static IEnumerable<Place> StreamsOf(byte[] bytes, int root)
    {
        yield return new("metadata-root", root, 16);
        var version = BitConverter.ToInt32(bytes, root + 12);
        yield return new("metadata-version", root + 16, version);
        var count = BitConverter.ToUInt16(bytes, root + 16 + version + 2);
        yield return new("metadata-stream-count", root + 16 + version, 4);
        for (var (n, at) = (0, root + 16 + version + 4); n < count; n++)
        {
            var length = bytes.AsSpan(at + 8).IndexOf((byte)0);
            var name = Encoding.ASCII.GetString(bytes, at + 8, length).TrimStart('#') is var trimmed and not "~"
                ? trimmed : "tables";
            var header = 8 + (length / 4 + 1) * 4;
            yield return new($"header-of-stream-{name}", at, header);
            yield return new($"stream-{name}", root + BitConverter.ToInt32(bytes, at),
                BitConverter.ToInt32(bytes, at + 4));
            at += header;
        }
    }

    private static IEnumerable<Place> TablesOf(MetadataReader metadata, int root) =>
        from table in Enum.GetValues<TableIndex>()
        where (int)table < MetadataTokens.TableCount && metadata.GetTableRowCount(table) > 0
        select new Place($"table-{table}", root + metadata.GetTableMetadataOffset(table),
            metadata.GetTableRowCount(table) * metadata.GetTableRowSize(table));

    private static IEnumerable<Place> BodiesOf(PEReader image)
    {
        var metadata = image.GetMetadataReader();
        foreach (var method in metadata.MethodDefinitions.Select(metadata.GetMethodDefinition)
            .Where(m => m.RelativeVirtualAddress != 0))
        {
            var section = image.PEHeaders.SectionHeaders[image.PEHeaders.GetContainingSectionIndex(
                method.RelativeVirtualAddress)];
            yield return new($"il-of-{metadata.GetString(method.Name)}",
                method.RelativeVirtualAddress - section.VirtualAddress + section.PointerToRawData,
                image.GetMethodBody(method.RelativeVirtualAddress).Size);
        }
    }
}
