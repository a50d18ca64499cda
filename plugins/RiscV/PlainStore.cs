namespace Emulator.Plugins.RiscV;

/// <summary>What the kernel's plain store of access flags costs where hardware sets dirty.</summary>
internal static class PlainStore
{
    public static LawExemption Exemption { get; } = new("X5",
        "ptep_set_access_flags() is a plain store (arch/riscv/mm/pgtable.c): "
        + "whether a caller loses a bit by it is an open question");
}
