namespace Emulator.Engine.Cpu;

/// <summary>Which entry of a full set makes room.</summary>
public enum TlbReplacement
{
    /// <summary>The least recently used.</summary>
    Lru,

    /// <summary>Any, by a seeded generator.</summary>
    Random,
}

/// <summary>The size and habits of a core's TLB.</summary>
/// <param name="Entries">How many entries in all.</param>
/// <param name="Ways">How many of them may hold a given page; it divides <paramref name="Entries"/> into a power of
/// two.</param>
/// <param name="Replacement">Which entry makes room.</param>
/// <param name="Seed">The generator's, for random replacement.</param>
public readonly record struct TlbShape(int Entries, int Ways, TlbReplacement Replacement = TlbReplacement.Lru,
    ulong Seed = 1)
{
    /// <summary>The number of sets.</summary>
    public int Sets => Entries / Ways;

    /// <summary>Says what is wrong with it; null where nothing is.</summary>
    public string? Fault => this switch
    {
        { Entries: < 1 } => "a TLB has at least 1 entry",
        { Ways: < 1 } => "a TLB has at least 1 way",
        _ when Ways > Entries => $"{Ways} ways are more than {Entries} entries",
        _ when Entries % Ways != 0 || (Sets & (Sets - 1)) != 0 =>
            $"{Entries} entries in {Ways} ways make {Entries / (double)Ways:0.##} sets; a power of two was expected",
        _ => null,
    };
}
