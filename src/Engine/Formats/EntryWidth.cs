namespace Emulator.Engine.Formats;

/// <summary>How wide a format's entries are in memory. Constant to the code that is compiled for the format.</summary>
internal static class EntryWidth<TPte> where TPte : struct, IPteFormat
{
    /// <summary>Whether they have 4 bytes, and not 8.</summary>
    public static readonly bool IsNarrow = TPte.Geometry.EntryBytes == sizeof(uint);

    /// <summary>Log2 of their bytes.</summary>
    public static readonly int Shift = IsNarrow ? 2 : 3;

    /// <summary>Every bit that one has.</summary>
    public static readonly ulong Mask = IsNarrow ? uint.MaxValue : ulong.MaxValue;
}
