using System.Reflection;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Emulator.Host.Tests.Malformed;

/// <summary>DLLs that were cut off, blanked or built for another processor.</summary>
internal static class BrokenBytes
{
    private const string Dll = "SoftDirty.dll", NotWhole = "isn't a whole .NET assembly", NotOne = ".NET assembly";
    private static readonly string Soft = Emulator.Plugin("SoftDirty");
    private static readonly byte[] Good = File.ReadAllBytes(Path.Combine(Soft, Dll));

    public static DllPlaces Places { get; } = new(Good);

    public static IEnumerable<MalformedPlugin> All => [.. Truncated, .. TruncatedInside, .. Blanked, .. WrongProcessor, .. Flagged];

    /// <summary>Where each part starts: nothing of it is there.</summary>
    public static IEnumerable<MalformedPlugin> Truncated => Places.All.DistinctBy(p => p.Start)
        .Select(p => Cut($"truncated-before-{p.Name}", p.Start)).Append(Cut("truncated-by-a-byte", Good.Length - 1));

    /// <summary>One byte past the start, and one short of the end.</summary>
    public static IEnumerable<MalformedPlugin> TruncatedInside =>
    [
        .. Places.All.Select(p => Cut($"truncated-after-a-byte-of-{p.Name}", p.Start + 1)),
        .. Places.All.Where(p => p.Length > 1 && p.End <= Good.Length).Select(p => Cut($"truncated-a-byte-short-in-{p.Name}", p.End - 1)),
    ];

    /// <summary>A header full of zeros, or of ones.</summary>
    public static IEnumerable<MalformedPlugin> Blanked =>
        from place in (IEnumerable<Place>)[.. Places.Headers, .. Places.Streams]
        from value in new byte[] { 0, 0xff }
        select new MalformedPlugin($"{(value == 0 ? "zeros" : "ones")}-in-{place.Name}", Soft, "", MalformedPlugin.Patch(Dll, bytes =>
        {
            bytes.AsSpan(place.Start, place.Length).Fill(value);
            return bytes;
        }));

    /// <summary>Processors that no plugin is for.</summary>
    public static IEnumerable<MalformedPlugin> WrongProcessor =>
        from machine in new[] { Machine.Arm, Machine.ArmThumb2, Machine.IA64, Machine.MIPS16, Machine.PowerPC, Machine.SH4, Machine.Alpha, (Machine)0xbeef }
        select new MalformedPlugin($"built-for-{machine}", Soft, "is built for", SetMachine(machine));

    public static IEnumerable<MalformedPlugin> Flagged => [];

    private static Action<string> SetMachine(Machine machine) => MalformedPlugin.Patch(Dll, bytes =>
    {
        BitConverter.GetBytes((ushort)machine).CopyTo(bytes, Places.Headers.Single(h => h.Name == "coff-header").Start);
        return bytes;
    });

    private static MalformedPlugin Cut(string name, int length) => new(name, Soft, NotOne, MalformedPlugin.Patch(Dll, bytes => bytes[..length]));
}
