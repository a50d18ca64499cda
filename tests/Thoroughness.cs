namespace Emulator;

/// <summary>How much those tests try that draw what they try: some, or all where EMULATOR_TESTS=full.</summary>
internal static class Thoroughness
{
    private const string Variable = "EMULATOR_TESTS", Full = "full";

    private static readonly bool IsFull = Environment.GetEnvironmentVariable(Variable) switch
    {
        null or "" => false,
        Full => true,
        var other => throw new InvalidOperationException($"{Variable}={other}: expected {Full}, or nothing"),
    };

    /// <summary>The one or the other.</summary>
    public static int Of(int some, int full) => IsFull ? full : some;
}
