namespace Emulator;

/// <summary>A virtual page number: a virtual address without its offset in the page.</summary>
/// <param name="Value">In pages.</param>
public readonly record struct Vpn(ulong Value)
{
    /// <summary>The page <paramref name="pages"/> further on.</summary>
    public static Vpn operator +(Vpn page, ulong pages) => new(page.Value + pages);
}
