using Emulator.Conformance;

namespace Emulator.Plugins.Tests;

[TestClass]
public sealed class X86Laws : ArchitectureLaws<X86.X86>;

[TestClass]
public sealed class Arm64DbmLaws : ArchitectureLaws<Arm64.Arm64Dbm>;

[TestClass]
public sealed class Arm64AfLaws : ArchitectureLaws<Arm64.Arm64Af>;

[TestClass]
public sealed class Arm64SwLaws : ArchitectureLaws<Arm64.Arm64Sw>;

[TestClass]
public sealed class SoftDirtyLaws : ArchitectureLaws<SoftDirty.SoftDirty>;

[TestClass]
public sealed class RiscVSvaduLaws : ArchitectureLaws<RiscV.RiscVSvadu>;

[TestClass]
public sealed class RiscVSvadeLaws : ArchitectureLaws<RiscV.RiscVSvade>;

[TestClass]
public sealed class S390Laws : ArchitectureLaws<S390.S390>;

[TestClass]
public sealed class LoongArchLaws : ArchitectureLaws<LoongArch.LoongArch>;

[TestClass]
public sealed class LoongArchPtwLaws : ArchitectureLaws<LoongArch.LoongArchPtw>;

[TestClass]
public sealed class MipsLaws : ArchitectureLaws<Mips.Mips>;

[TestClass]
public sealed class PpcRadixLaws : ArchitectureLaws<PowerPc.PpcRadix>;

[TestClass]
public sealed class X8632Laws : ArchitectureLaws<X8632.X8632>;

[TestClass]
public sealed class AlphaLaws : ArchitectureLaws<Alpha.Alpha>;

[TestClass]
public sealed class Sparc64Laws : ArchitectureLaws<Sparc64.Sparc64>;

[TestClass]
public sealed class EptAdLaws : ArchitectureLaws<Ept.EptAd>;

[TestClass]
public sealed class EptNoAdLaws : ArchitectureLaws<Ept.EptNoAd>;
