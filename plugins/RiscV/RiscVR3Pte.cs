namespace Emulator.Plugins.RiscV;

/// <summary>RISC-V entries under Linux 7.0, whose <c>ptep_set_wrprotect</c> is a <c>READ_ONCE</c> and a store
/// (540de7ade1e1).</summary>
public readonly struct RiscVR3Pte : IRiscVPte<RiscVR3Pte>
{
    static PteHelpers IPteFormat.NotAtomic => PteHelpers.SetAccessFlags | PteHelpers.SetWriteProtect;
}
