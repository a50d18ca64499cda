using Emulator.Engine.Memory;

namespace Emulator.Engine.Passes;

/// <summary>Which VMAs <c>apply_as</c> walks, and what it flushes where another pass is under way.</summary>
public enum ApplyRules
{
    /// <summary>As in the 2019 thread: shared and writable VMAs, which must be VM_IO and not huge; others are
    /// skipped.</summary>
    AsPosted,

    /// <summary>As merged into Linux 5.5 (mm/mapping_dirty_helpers.c): shared VMAs that may be written; the first other
    /// one ends the walk; a nested pass flushes its whole range.</summary>
    AsMerged,
}

/// <summary>What the walk does with a VMA.</summary>
internal enum VmaVerdict
{
    /// <summary>Walks it.</summary>
    Walk,

    /// <summary>Goes on to the next.</summary>
    Skip,

    /// <summary>Goes on to the next, with a warning: the caller broke a precondition.</summary>
    Refuse,

    /// <summary>Ends there, as <c>walk_page_mapping</c> does when its test says "skip".</summary>
    Stop,
}

internal static class VmaRules
{
    public static VmaVerdict Judge(this ApplyRules rules, VmFlags flags) => rules switch
    {
        ApplyRules.AsPosted when (flags & (VmFlags.Shared | VmFlags.Write)) != (VmFlags.Shared | VmFlags.Write) =>
            VmaVerdict.Skip,
        ApplyRules.AsPosted when (flags & (VmFlags.HugeTlb | VmFlags.Io)) != VmFlags.Io => VmaVerdict.Refuse,
        ApplyRules.AsPosted => VmaVerdict.Walk,
        _ => (flags & (VmFlags.Shared | VmFlags.MayWrite | VmFlags.HugeTlb)) == (VmFlags.Shared | VmFlags.MayWrite)
            ? VmaVerdict.Walk
            : VmaVerdict.Stop,
    };

    public static string Refusal(Vma vma) =>
        $"the vma at page 0x{vma.Start.Value:x} is "
            + $"{((vma.Flags & VmFlags.HugeTlb) != 0 ? "VM_HUGETLB" : "not VM_IO")}: "
        + "apply_as as posted is for VM_IO mappings without huge pages; it was left alone";
}
