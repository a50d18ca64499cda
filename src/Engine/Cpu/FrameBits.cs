namespace Emulator.Engine.Cpu;

/// <summary>Which bits of an entry hold the frame.</summary>
internal static class FrameBits<TPte> where TPte : struct, IPteFormat
{
    public static ulong Mask => TPte.Leaf(new Pte(ulong.MaxValue)).Value ^ TPte.Leaf(new Pte(0)).Value;
}
