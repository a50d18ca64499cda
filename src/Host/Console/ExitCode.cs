namespace Emulator.Host.Console;

/// <summary>What the process ends with. Where several apply: defect, bad input, violated, inconclusive.</summary>
internal static class ExitCode
{
    public const int Ok = 0, Violated = 1, Inconclusive = 2, Usage = 64, BadInput = 65, Defect = 70, Interrupted = 130, Terminated = 143;

    /// <summary>The more important of two.</summary>
    public static int Worse(int a, int b) => Rank(a) >= Rank(b) ? a : b;

    private static int Rank(int code) => code switch
    {
        Defect => 5,
        BadInput => 4,
        Usage => 3,
        Violated => 2,
        Inconclusive => 1,
        _ => 0,
    };
}
