namespace Emulator.Plugins.PowerPc;

/// <summary>R18: an invalidation may complete while a store made by the old translation is still under way (Linux
/// a5d4b5891c2f).</summary>
public readonly struct Power9Tlb : IRadixTlb
{
    static bool ITlbModel.CompletesEarly => true;
}
