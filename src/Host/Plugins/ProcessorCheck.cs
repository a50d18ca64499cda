using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using Processors = System.Runtime.InteropServices.Architecture;

namespace Emulator.Host.Plugins;

/// <summary>A plugin's DLL: was it built for any processor, or for this one?</summary>
internal static class ProcessorCheck
{
    /// <exception cref="PluginException">It is for another.</exception>
    public static void Check(PEHeaders headers)
    {
        var machine = headers.CoffHeader.Machine;
        var isForAny = machine == Machine.I386 && ((headers.CorHeader?.Flags ?? 0) & CorFlags.Requires32Bit) == 0;
        if (!isForAny && machine != Processor && (Machine)((ushort)machine ^ OfSystem) != Processor)
            throw new PluginException($"is built for {NameOf(machine)}, this host runs on {Processor}; "
                + "take <PlatformTarget> and <RuntimeIdentifier> out of the project and build it again");
    }

    private static string NameOf(Machine machine) =>
        machine == Machine.I386 ? "x86, 32 bits" : Enum.IsDefined(machine) ? $"{machine}"
            : $"a processor 0x{(ushort)machine:x}";

    private static Machine Processor => RuntimeInformation.ProcessArchitecture switch
    {
        Processors.X64 => Machine.Amd64,
        Processors.Arm64 => Machine.Arm64,
        Processors.LoongArch64 => Machine.LoongArch64,
        _ => Machine.Unknown,
    };

    // What is compiled ahead of time says for which system too: by these bits. (runtime:
    // docs/design/coreclr/botr/readytorun-format.md)
    private static ushort OfSystem => (ushort)(OperatingSystem.IsLinux() ? 0x7b79
        : OperatingSystem.IsMacOS() ? 0x4644
        : OperatingSystem.IsFreeBSD() ? 0xadc4
        : 0);
}
