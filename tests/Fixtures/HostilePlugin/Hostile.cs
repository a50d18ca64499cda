using System.Diagnostics;
using System.Runtime.InteropServices;
using Emulator.Plugins.SoftDirty;

namespace Emulator.Fixtures.Hostile;

/// <summary>A sound architecture until its write-protect is asked: then it does what its text says.</summary>
public sealed class Hostile() : Architecture<HostilePte, SoftDirtyTracking, SoftDirtyTlb>("hostile");

/// <summary>The ways in which it is hostile.</summary>
public static class How
{
    private static readonly string Way = "what it does: the tests write it here                           ".Trim();

    /// <summary>Does it.</summary>
    public static void Strike()
    {
        switch (Way)
        {
            case "exit-0": Environment.Exit(0); break;
            case "exit-0-after-lying": Lie(); Environment.Exit(0); break;
            case "exit-3": Environment.Exit(3); break;
            case "loops": while (true) { }
            case "sleeps": Thread.Sleep(Timeout.Infinite); break;
            case "overflows-the-stack": Console.Error.Write(Deeper(0) > 0 ? "" : " "); break;
            case "fails-fast": Environment.FailFast("hostile"); break;
            case "throws-on-a-thread":
                new Thread(() => throw new InvalidOperationException("from a thread")).Start();
                Thread.Sleep(Timeout.Infinite);
                break;
            case "eats-managed-memory": Eat(() => new byte[1 << 24]); break;
            case "eats-native-memory": Eat(Native); break;
            case "kills-itself": Process.GetCurrentProcess().Kill(); Thread.Sleep(Timeout.Infinite); break;
            case "reads-nowhere": Marshal.WriteByte(unchecked((nint)0x1234_5678_9000), 1); break;
            case "throws": throw new NotSupportedException("not written yet");
            default: break;
        }
    }

    // What a whole record looks like, on the streams that everybody has.
    private static void Lie()
    {
        foreach (var writer in new[] { Console.Out, Console.Error })
            writer.WriteLine("""
                exports hostile
                {"architecture":"hostile","law":"L1","verdict":"holds","entry":null,"why":null,"details":[],"story":[]}
                complete
                """);
    }

    private static int Deeper(int n) => n < 0 ? n : Deeper(n + 1) + Deeper(n + 2);

    private static void Eat(Func<object> bite)
    {
        for (var eaten = new List<object>(); ; eaten.Add(bite())) { }
    }

    private static unsafe object Native()
    {
        var bytes = NativeMemory.Alloc(1 << 24);
        NativeMemory.Fill(bytes, 1 << 24, 1);
        return (nint)bytes;
    }
}

/// <summary>A sound format, but for that.</summary>
public readonly struct HostilePte : IPteFormat
{
    public static PteFeatures Features => SoftDirtyPte.Features;
    public static Geometry Geometry => SoftDirtyPte.Geometry;
    public static IReadOnlyList<PteBit> Bits => SoftDirtyPte.Bits;
    public static W WellFormed<W>(W pte) where W : struct, IWord<W> => SoftDirtyPte.WellFormed(pte);
    public static W Present<W>(W pte) where W : struct, IWord<W> => SoftDirtyPte.Present(pte);
    public static W None<W>(W pte) where W : struct, IWord<W> => SoftDirtyPte.None(pte);
    public static W Writable<W>(W pte) where W : struct, IWord<W> => SoftDirtyPte.Writable(pte);
    public static W Dirty<W>(W pte) where W : struct, IWord<W> => SoftDirtyPte.Dirty(pte);
    public static W Young<W>(W pte) where W : struct, IWord<W> => SoftDirtyPte.Young(pte);
    public static W MakeClean<W>(W pte) where W : struct, IWord<W> => SoftDirtyPte.MakeClean(pte);
    public static W MakeDirty<W>(W pte) where W : struct, IWord<W> => SoftDirtyPte.MakeDirty(pte);
    public static W MakeWritable<W>(W pte) where W : struct, IWord<W> => SoftDirtyPte.MakeWritable(pte);
    public static W MakeYoung<W>(W pte) where W : struct, IWord<W> => SoftDirtyPte.MakeYoung(pte);
    public static W MakeOld<W>(W pte) where W : struct, IWord<W> => SoftDirtyPte.MakeOld(pte);
    public static W Modify<W>(W pte, W protection) where W : struct, IWord<W> => SoftDirtyPte.Modify(pte, protection);
    public static W Merge<W>(W now, W wanted) where W : struct, IWord<W> => SoftDirtyPte.Merge(now, wanted);
    public static W Leaf<W>(W frame) where W : struct, IWord<W> => SoftDirtyPte.Leaf(frame);
    public static W Frame<W>(W pte) where W : struct, IWord<W> => SoftDirtyPte.Frame(pte);
    public static Pte Table(Pfn table) => SoftDirtyPte.Table(table);
    public static W SoftDirty<W>(W pte) where W : struct, IWord<W> => SoftDirtyPte.SoftDirty(pte);
    public static W MakeSoftDirty<W>(W pte) where W : struct, IWord<W> => SoftDirtyPte.MakeSoftDirty(pte);
    public static W ClearSoftDirty<W>(W pte) where W : struct, IWord<W> => SoftDirtyPte.ClearSoftDirty(pte);

    public static W WriteProtect<W>(W pte) where W : struct, IWord<W>
    {
        How.Strike();
        return SoftDirtyPte.WriteProtect(pte);
    }
}
