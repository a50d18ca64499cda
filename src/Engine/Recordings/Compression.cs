namespace Emulator.Engine.Recordings;

/// <summary>A way to compress files, told by a file's first bytes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Unpack">The command that writes FILE's content to its standard output.</param>
/// <param name="Magics">What such a file begins with: one of these.</param>
internal sealed record Compression(string Name, string Unpack, IReadOnlyList<byte[]> Magics)
{
    /// <summary>The only one that recordings are read through.</summary>
    public static readonly Compression Gzip = new("gzip", "gzip -dc FILE", [[0x1f, 0x8b]]);

    private static readonly Compression[] All =
    [
        Gzip,
        new("xz", "xz -dc FILE", [[0xfd, .. "7zXZ"u8, 0]]),
        new("zstd", "zstd -dc FILE", [[0x28, 0xb5, 0x2f, 0xfd]]),
        new("bzip2", "bzip2 -dc FILE", [[.. "BZh"u8]]),
        new("zip", "unzip -p FILE", [[.. "PK"u8, 3, 4], [.. "PK"u8, 5, 6]]),
        new("lz4", "lz4 -dc FILE", [[0x04, 0x22, 0x4d, 0x18], [0x02, 0x21, 0x4c, 0x18]]),
        new("7-Zip", "7z e -so FILE", [[.. "7z"u8, 0xbc, 0xaf, 0x27, 0x1c]]),
        new("compress", "gzip -dc FILE", [[0x1f, 0x9d]]),
    ];

    /// <summary>How a file that begins like this is compressed; null where it isn't.</summary>
    public static Compression? Of(ReadOnlySpan<byte> start)
    {
        foreach (var one in All)
            foreach (var magic in one.Magics)
                if (start.StartsWith(magic))
                    return one;
        return null;
    }

    /// <summary>What is said of a file that is compressed like this.</summary>
    public RecordingException Refused(string path) => new(
        $"{path}: is compressed with {Name}; expected plain text, or text that is gzipped once: "
        + $"unpack it ({Unpack} > TRACE) or gzip it ({Unpack} | gzip > TRACE.gz)");
}
