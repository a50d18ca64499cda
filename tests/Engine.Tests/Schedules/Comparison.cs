namespace Emulator.Engine.Tests.Schedules;

/// <summary>Holds a machine and real cores against each other: all that both have.</summary>
internal sealed class Comparison(SmallScenario scenario, IObserved machine, RealMachine real)
{
    /// <summary>Compares everything.</summary>
    /// <exception cref="Difference">The first difference.</exception>
    public void Check()
    {
        CheckPages();
        CheckLocks();
        for (var thread = 0; thread < scenario.Threads.Count; thread++)
            CheckThread(thread);
        if (machine.PassesUnderWay is { } passes && passes != real.PassesUnderWay)
            throw Differs("the number of passes under way", passes, real.PassesUnderWay);
    }

    private void CheckPages()
    {
        for (var page = 0; page < scenario.Pages; page++)
            if (real.Mapped(machine.Entry(page)) is var entry && entry != real.Entry(page))
                throw Differs($"the entry of {SmallScenario.NameOf(page)}", entry, real.Entry(page));
        for (var frame = 0; frame < scenario.Frames; frame++)
            Check(machine.IsRecorded(frame), real.IsRecorded(frame), "the record of", SmallScenario.NameOf(frame));
    }

    private void CheckLocks()
    {
        for (var held = 0; held < RealMachine.Locks.Count; held++)
            if (machine.Holder(held) is var holder && holder != real.Holder(held))
                throw Differs($"the holder of {RealMachine.Locks[held]}", NameOf(holder), NameOf(real.Holder(held)));
    }

    private void CheckThread(int thread)
    {
        var name = NameOf(thread);
        for (var page = 0; page < scenario.Pages; page++)
            if (real.Mapped(machine.Cached(thread, page)) is var cached && cached != real.Cached(thread, page))
                throw Differs($"{name}'s TLB of {SmallScenario.NameOf(page)}", cached, real.Cached(thread, page));
        for (var sender = 0; sender < scenario.Threads.Count; sender++)
            Check(machine.Owed(thread, sender), real.Owed(thread, sender), "the pages owed to a sender by", name);
        Check(machine.Issued(thread), real.Issued(thread), "the flushes sent by", name);
        Check(machine.Answered(thread), real.Answered(thread), "the flushes answered by", name);
        Check(machine.Changed(thread), real.Changed(thread), "the entries changed by passes of", name);
        Check(machine.IsOver(thread), real.IsOver(thread), "the end of", name);
    }

    private static void Check<T>(T inMachine, T inReal, string what, string whose) where T : struct, IEquatable<T>
    {
        if (!inMachine.Equals(inReal))
            throw Differs($"{what} {whose}", inMachine, inReal);
    }

    private string NameOf(int thread) => thread switch
    {
        -1 => "nobody",
        < 0 => "somebody",
        _ => scenario.Threads[thread].Name,
    };

    private static Difference Differs(string what, object? inMachine, object? inReal) =>
        new($"{what}: the machine: {inMachine}; the real cores: {inReal}");
}
