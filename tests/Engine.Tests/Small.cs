using Emulator.Plugins.X86;

namespace Emulator.Engine.Tests;

/// <summary>x86 with two levels and user addresses below 2^28.</summary>
internal readonly struct SmallPte : IX86Pte<SmallPte>
{
    public static Geometry Shape => new(PageShift: 12, Levels: 2, IndexBits: 9, UserAddressBits: 28);

    static Geometry IPteFormat.Geometry => Shape;
}

internal readonly struct SmallDirty : IX86Dirty<SmallDirty>;

internal sealed class Small() : Architecture<SmallPte, SmallDirty, X86Tlb>("small");
