namespace Emulator;

/// <summary>A bit, or a field of neighbouring bits, of an entry, by the name that the manual gives it.</summary>
/// <param name="Number">The lowest bit, 0 to 63.</param>
/// <param name="Name">The manual's name; for a bit of software's, the kernel's.</param>
/// <param name="Meaning">What it says, in a few words, with the section that defines it.</param>
/// <param name="Width">How many bits; more than one for a field such as the frame or a memory type.</param>
public readonly record struct PteBit(int Number, string Name, string Meaning, int Width = 1);
