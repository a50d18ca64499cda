namespace Emulator.Plugins.RiscV;

/// <summary>RV64 Sv39 entries whose <c>ptep_set_wrprotect</c> is one atomic AND: up to Linux 6.19.</summary>
public readonly struct RiscVPte : IRiscVPte<RiscVPte>;
