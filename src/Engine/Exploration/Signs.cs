namespace Emulator.Engine.Exploration;

/// <summary>Things that steps say have happened: a set, by whose builder's numbering, that the explorer gathers and
/// doesn't read.</summary>
internal readonly record struct Signs(uint Bits)
{
    public static Signs operator |(Signs a, Signs b) => new(a.Bits | b.Bits);

    public static Signs operator &(Signs a, Signs b) => new(a.Bits & b.Bits);

    public static Signs operator ~(Signs a) => new(~a.Bits);

    /// <summary>Whether some of these were seen.</summary>
    public bool Has(Signs some) => (Bits & some.Bits) != 0;
}
