using Emulator.Engine.Passes;

namespace Emulator.Engine.Tests.Schedules;

/// <summary>Small scenarios made up by a seeded generator: loads and stores against passes, flushes and the tails of
/// faults.</summary>
internal sealed class RandomScenarios
{
    private readonly Random _random;
    private readonly int _pages, _sharedWith;

    private RandomScenarios(Random random)
    {
        _random = random;
        _pages = Any(1, 2, 2, 3, 3);
        _sharedWith = _pages > 1 && One(3) ? random.Next(_pages - 1) : -1;
    }

    public static SmallScenario Of(int seed) => new RandomScenarios(new(seed)).Made();

    private bool One(int of) => _random.Next(of) == 0;

    private T Any<T>(params T[] choices) => choices[_random.Next(choices.Length)];

    private int Page() => _random.Next(_pages);

    private SmallScenario Made()
    {
        var attributes = Enumerable.Range(0, _pages).Select(_ => Attributes()).ToList();
        var cores = Enumerable.Range(0, Any(1, 2, 2, 3)).Select(n => new SmallThread($"cpu{n}", CoreText(), One(4)));
        var drivers = Enumerable.Range(0, Any(1, 1, 2))
            .Select(n => new SmallThread($"driver{n}", DriverText(), IsForever: false));
        return new(attributes, _random.Next(_pages + 1), _sharedWith, [.. cores, .. drivers]);
    }

    private string Attributes() => One(10)
        ? "absent"
        : Any("writable dirty", "writable dirty", "writable clean", "readonly clean", "readonly dirty",
                "writable dirty old", "writable clean old")
            + (One(6) ? " recorded" : "");

    // A core's text is mostly accesses; now and then it is the kernel that runs there.
    private List<Statement> CoreText()
    {
        var text = new List<Statement>();
        for (var left = Any(1, 2, 2, 3); left > 0; left--)
            text.AddRange(One(6) ? Kernel() : [Access()]);
        return [.. text, Access()];
    }

    private AccessTo Access() => new(_pages > 1 && One(4) ? [0, _pages - 1] : [Page()], !One(3));

    private List<Statement> DriverText()
    {
        List<Statement> text = [Pass(), .. Kernel()];
        if (One(3))
            text.Add(Pass());
        if (One(5))
            text.Insert(0, Access());
        return One(2) && !text.Any(s => s is AccessTo)
            ? [new DriverLock(Takes: true), .. text, new DriverLock(Takes: false)]
            : text;
    }

    private PassOver Pass()
    {
        var frames = _sharedWith < 0 ? _pages : _pages - 1;
        var (first, last) = _sharedWith >= 0 && One(3) ? (_pages - 1, _pages - 1) : Neighbours(frames);
        return new(!One(2), first, last, Any(Enum.GetValues<FlushDiscipline>()), AsMerged: One(3));
    }

    private (int First, int Last) Neighbours(int among)
    {
        var first = _random.Next(among);
        return (first, first + _random.Next(among - first));
    }

    private List<Statement> Kernel()
    {
        var (first, last) = Neighbours(_pages);
        return _random.Next(7) switch
        {
            0 => [new Flush(first, last)],
            1 => [new FlushAll()],
            2 => [new FlushIssue(first, last), new MakeWritable(Page()), new FlushComplete()],
            3 => [new FlushLocal(Page())],
            4 => [new MakeWritable(Page())],
            5 => [Pass()],
            _ => [],
        };
    }
}
