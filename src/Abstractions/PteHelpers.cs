namespace Emulator;

/// <summary>Helpers of the kernel that change an entry in memory.</summary>
[Flags]
public enum PteHelpers
{
    /// <summary>None of them.</summary>
    None = 0,

    /// <summary>Linux: <c>ptep_get_and_clear</c>, and <c>ptep_modify_prot_start</c> where it is made of that.</summary>
    GetAndClear = 1,

    /// <summary>Linux: <c>ptep_set_wrprotect</c>.</summary>
    SetWriteProtect = 2,

    /// <summary>Linux: <c>ptep_set_access_flags</c>.</summary>
    SetAccessFlags = 4,
}
