using System.Runtime.InteropServices;

namespace Emulator.Bench;

/// <summary>The peers in C: bench/peers/passes.c.</summary>
internal static unsafe partial class Peer
{
    [StructLayout(LayoutKind.Sequential)]
    public struct Pass
    {
        public ulong Total, Start, End;
        public ulong* Bitmap;
    }

    static Peer() => NativeLibrary.SetDllImportResolver(typeof(Peer).Assembly,
        (_, _, _) => NativeLibrary.Load(Path.Combine(AppContext.BaseDirectory, "../../libpasses.so")));

    [LibraryImport("passes", EntryPoint = "kernel_clean")]
    public static partial void KernelClean(int format, ulong** tables, ulong count, ref Pass pass);

    [LibraryImport("passes", EntryPoint = "wide_clean")]
    public static partial void WideClean(int format, ulong** tables, ulong count, ref Pass pass);

    [LibraryImport("passes", EntryPoint = "wide_name")]
    private static partial byte* NameOfWide();

    public static string WideName => Marshal.PtrToStringUTF8((nint)NameOfWide())!;
}
