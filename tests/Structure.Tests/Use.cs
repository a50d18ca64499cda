namespace Emulator.Structure.Tests;

/// <summary>Code of one folder that names something of another.</summary>
/// <param name="From">The folder whose code it is.</param>
/// <param name="To">The folder that declares what is named.</param>
/// <param name="Where">File and line of the first such name.</param>
/// <param name="What">What is named there.</param>
internal sealed record Use(string From, string To, string Where, string What)
{
    public override string ToString() => $"{Where} ({From}) names {What} of {To}";
}
