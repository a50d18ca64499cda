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
