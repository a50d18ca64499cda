using System.Runtime.InteropServices;

namespace Emulator.Host.Console;

/// <summary>The descriptors that a process is started with, asked of the C library: .NET's streams don't tell a closed one.</summary>
internal static class Descriptor
{
    public const int Input = 0, Output = 1, Error = 2;
    private const int GetFlags = 1, CloseOnExec = 1;

    /// <summary>Whether the process was started with it.</summary>
    // Where it was closed, a file of the runtime's own took its number. Those are closed on exec; an inherited one can't be.
    // No descriptor at all answers -1, which has that bit too.
    public static bool IsOpen(int descriptor) => OperatingSystem.IsWindows() || (GetFlagsOf(descriptor, GetFlags) & CloseOnExec) == 0;

    /// <summary>Writes some of the bytes.</summary>
    /// <returns>How many; -1: <see cref="Marshal.GetLastPInvokeError"/> says why not.</returns>
    public static int Write(int descriptor, ReadOnlySpan<byte> bytes) => (int)Write(descriptor, in MemoryMarshal.GetReference(bytes), bytes.Length);

    [DllImport("libc", EntryPoint = "fcntl")]
    private static extern int GetFlagsOf(int descriptor, int command);

    [DllImport("libc", EntryPoint = "write", SetLastError = true)]
    private static extern nint Write(int descriptor, in byte bytes, nint count);
}
