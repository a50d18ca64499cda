using System.Runtime.InteropServices;

namespace Emulator.Engine.Exploration;

/// <summary>Native memory that is read at random: in large pages, where the system has them, so that a look-up costs no
/// walk of the page tables.</summary>
internal static unsafe partial class LargePages
{
    private const int Size = 1 << 21, UseHugePages = 14;   // MADV_HUGEPAGE

    /// <summary>Takes memory that is all 0, to be given back by <see cref="NativeMemory.Free"/>.</summary>
    public static void* TakeZeroed(nuint bytes)
    {
        var memory = NativeMemory.AllocZeroed(bytes);
        var start = ((nuint)memory + Size - 1) & ~(nuint)(Size - 1);
        // A wish: where it isn't granted, pages are small.
        if (OperatingSystem.IsLinux() && start + Size <= (nuint)memory + bytes)
            _ = Advise((void*)start, (nuint)memory + bytes - start, UseHugePages);
        return memory;
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* address, nuint length, int advice);
}
