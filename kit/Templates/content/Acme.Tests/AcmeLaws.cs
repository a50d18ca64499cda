using Emulator.Conformance;

[assembly: Parallelize]

namespace Acme.Tests;

/// <summary>Every law, proved over all well-formed entries and tried on every combination of flag bits.</summary>
[TestClass]
public sealed class AcmeLaws : ArchitectureLaws<Acme>;
