namespace Emulator.Plugins.Arm64;

/// <summary>R5 (a): <c>ptep_set_access_flags</c> is a plain store of what was read before. Linux 4.3 to 4.5.</summary>
public readonly struct Arm64R5aPte : IArm64Pte<Arm64R5aPte>
{
    static PteHelpers IPteFormat.NotAtomic => PteHelpers.SetAccessFlags;

    static W IPteFormat.Merge<W>(W now, W wanted) => wanted;
}
