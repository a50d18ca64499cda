using Emulator.Plugins.SoftDirty;

namespace Emulator.Fixtures.Throwing;

/// <summary>A plugin whose static constructor throws.</summary>
public sealed class Throwing() : Architecture<SoftDirtyPte, SoftDirtyTracking, SoftDirtyTlb>("throwing")
{
    private static readonly int Answer = int.Parse("forty-two", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Keeps the field.</summary>
    public static int Value => Answer;
}
