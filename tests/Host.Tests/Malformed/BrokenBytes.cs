using System.Reflection.PortableExecutable;

namespace Emulator.Host.Tests.Malformed;

/// <summary>DLLs that were cut off, blanked or built for another processor.</summary>
internal static class BrokenBytes
{
    private const string Dll = "SoftDirty.dll", NotOne = ".NET assembly";
    private static readonly string Soft = Emulator.Plugin("SoftDirty");
    private static readonly byte[] Good = File.ReadAllBytes(Path.Combine(Soft, Dll));

    public static DllPlaces Places { get; } = new(Good);

    public static IEnumerable<MalformedPlugin> All => [.. Truncated, .. TruncatedInside, .. Blanked, .. WrongProcessor];

    /// <summary>Where each part starts: nothing of it is there.</summary>
    public static IEnumerable<MalformedPlugin> Truncated => Places.All.DistinctBy(p => p.Start)
        .Where(p => p.Start > 0)
        .Select(p => Cut($"truncated-before-{p.Name}", p.Start)).Append(Cut("truncated-by-a-byte", Good.Length - 1));

    /// <summary>One byte past the start, and one short of the end.</summary>
    public static IEnumerable<MalformedPlugin> TruncatedInside =>
    [
        .. Places.All.Select(p => Cut($"truncated-after-a-byte-of-{p.Name}", p.Start + 1)),
        .. Places.All.Where(p => p.Length > 1 && p.End <= Good.Length)
            .Select(p => Cut($"truncated-a-byte-short-in-{p.Name}", p.End - 1)),
    ];

    // Nobody reads them: with these blank it is a good plugin still.
    private static readonly HashSet<string> Unread = ["dos-stub", "metadata-version", "stream-GUID"];

    /// <summary>A header or a stream full of zeros, or of ones.</summary>
    public static IEnumerable<MalformedPlugin> Blanked =>
        from place in (IEnumerable<Place>)[.. Places.Headers, .. Places.Streams]
        where !Unread.Contains(place.Name)
        from value in new byte[] { 0, 0xff }
        select new MalformedPlugin($"{(value == 0 ? "zeros" : "ones")}-in-{place.Name}", Soft, "",
            MalformedPlugin.Patch(Dll, bytes =>
        {
            bytes.AsSpan(place.Start, place.Length).Fill(value);
            return bytes;
        }));

    /// <summary>Processors that this isn't, and 32 bits of its own.</summary>
    public static IEnumerable<MalformedPlugin> WrongProcessor =>
    [
        .. OtherProcessors, new("built-for-32-bits", Soft, "is built for x86, 32 bits",
            MalformedPlugin.Patch(Dll, bytes =>
        {
            bytes[Places.Headers.Single(h => h.Name == "cli-header").Start + 16] |= (byte)CorFlags.Requires32Bit;
            return bytes;
        })),
    ];

    private static IEnumerable<MalformedPlugin> OtherProcessors =>
        from machine in new[] { Machine.Arm, Machine.ArmThumb2, Machine.IA64, Machine.MIPS16, Machine.PowerPC,
            Machine.SH4, Machine.Alpha, (Machine)0xbeef }
        select new MalformedPlugin($"built-for-{machine}", Soft, "is built for", SetMachine(machine));

    /// <summary>One bit turned over somewhere in these places, without an end.</summary>
    public static IEnumerable<MalformedPlugin> Flipped(Random random, IReadOnlyList<Place> places)
    {
        while (true)
        {
            var place = places[random.Next(places.Count)];
            var (at, bit) = (place.Start + random.Next(place.Length), random.Next(8));
            yield return new($"flipped-{at}-{bit}", Soft, "", MalformedPlugin.Patch(Dll, bytes =>
            {
                bytes[at] ^= (byte)(1 << bit);
                return bytes;
            }));
        }
    }

    private static Action<string> SetMachine(Machine machine) => MalformedPlugin.Patch(Dll, bytes =>
    {
        BitConverter.GetBytes((ushort)machine).CopyTo(bytes, Places.Headers.Single(h => h.Name == "coff-header").Start);
        return bytes;
    });

    private static MalformedPlugin Cut(string name, int length) =>
        new(name, Soft, NotOne, MalformedPlugin.Patch(Dll, bytes => bytes[..length]));
}
