namespace Emulator.Engine.Laws;

/// <summary>The helpers that make an entry of another, by the kernel's names.</summary>
internal static class Helpers
{
    public const string MakeDirty = "pte_mkdirty", MakeSoftDirty = "pte_mksoft_dirty",
        ClearSoftDirty = "pte_clear_soft_dirty", MakeProtNone = "made PROT_NONE";

    /// <summary>What each makes of an entry.</summary>
    /// <param name="p">The entry.</param>
    /// <param name="protection">For <c>pte_modify</c>.</param>
    public static IEnumerable<(string Helper, W Left)> All<TPte, W>(W p, W protection)
        where TPte : struct, IPteFormat where W : struct, IWord<W> =>
    [
        ("pte_wrprotect", TPte.WriteProtect(p)), ("pte_mkclean", TPte.MakeClean(p)), (MakeDirty, TPte.MakeDirty(p)),
        ("pte_mkwrite", TPte.MakeWritable(p)), ("pte_mkyoung", TPte.MakeYoung(p)), ("pte_mkold", TPte.MakeOld(p)),
        ("pte_modify", TPte.Modify(p, protection)), (MakeSoftDirty, TPte.MakeSoftDirty(p)),
        (ClearSoftDirty, TPte.ClearSoftDirty(p)), (MakeProtNone, TPte.MakeProtNone(p)),
    ];
}
