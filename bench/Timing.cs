using System.Diagnostics;

namespace Emulator.Bench;

/// <summary>Times two ways to do the same in turn, so that both see the same machine.</summary>
internal static class Timing
{
    private const int Rounds = 41, WarmUp = 1000;

    /// <summary>Runs both in turn, many times.</summary>
    /// <param name="prepare">Before each run, not timed.</param>
    /// <returns>The median nanoseconds of each, and the median of the ratios round by round.</returns>
    public static (double Ours, double Peer, double Ratio) Compare(Action prepare, Action ours, Action peer, int repeat)
    {
        for (var clock = Stopwatch.StartNew(); clock.ElapsedMilliseconds < WarmUp;)   // until the compiler has settled
            Once(prepare, ours, repeat);
        var (a, b) = (new double[Rounds], new double[Rounds]);
        for (var i = 0; i < Rounds; i++)
            (a[i], b[i]) = (Once(prepare, ours, repeat), Once(prepare, peer, repeat));
        return (Median(a), Median(b), Median([.. a.Zip(b, (x, y) => x / y)]));
    }

    public static double Once(Action prepare, Action work, int repeat)
    {
        var total = 0L;
        for (var i = 0; i < repeat; i++)
        {
            prepare();
            var start = Stopwatch.GetTimestamp();
            work();
            total += Stopwatch.GetTimestamp() - start;
        }
        return total * 1e9 / Stopwatch.Frequency / repeat;
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }
}
