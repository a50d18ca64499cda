namespace Acme;

/// <summary>The architecture, as <c>emulator --arch acme</c> finds it. Each variant of it is one more such
/// line.</summary>
public sealed class Acme() : Architecture<AcmePte, AcmeDirty, AcmeTlb>("acme");
