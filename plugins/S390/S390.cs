namespace Emulator.Plugins.S390;

/// <summary>z/Architecture as Linux runs it: dirtiness is software's, and an entry is changed and purged from every TLB
/// in one.</summary>
public sealed class S390() : Architecture<S390Pte, S390Tracking<S390Pte>, S390Tlb>("s390");
