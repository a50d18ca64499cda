using System.Globalization;

namespace Emulator.Engine.Tests.Schedules;

/// <summary>A thread of a small scenario, on a core of its own.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Body">What it does, in this order.</param>
/// <param name="IsForever">Whether it does so any number of times.</param>
internal sealed record SmallThread(string Name, IReadOnlyList<Statement> Body, bool IsForever)
{
    /// <summary>Whether its core makes accesses, and so has a TLB that others flush.</summary>
    public bool HasTlb => Body.Any(s => s is AccessTo);

    public string Text
    {
        get
        {
            var body = string.Join(" ", Body.Select(s => s.Text));
            return $"thread {Name} {{ {(IsForever ? $"forever {{ {body} }}" : body)} }}";
        }
    }
}

/// <summary>A scenario that a machine and real cores can both run: pages, their tables and frames, and a text for each
/// core.</summary>
/// <param name="Attributes">Of each page, as the scenario spells them.</param>
/// <param name="InFirstTable">How many pages the first page table has; the others are in the second.</param>
/// <param name="SharedWith">The page whose frame the last page maps too, by a VMA of its own; -1: each page has a frame
/// of its own.</param>
/// <param name="Threads">The threads.</param>
internal sealed record SmallScenario(
    IReadOnlyList<string> Attributes, int InFirstTable, int SharedWith, IReadOnlyList<SmallThread> Threads)
{
    public int Pages => Attributes.Count;

    /// <summary>Pages with a frame of their own; a frame has its page's number.</summary>
    public int Frames => SharedWith < 0 ? Pages : Pages - 1;

    public static string NameOf(int page) => ((char)('A' + page)).ToString();

    /// <summary>The page of a name.</summary>
    public static int PageOf(string name) => name[0] - 'A';

    /// <summary>The frame that a page maps, which is its page offset too.</summary>
    public int FrameOf(int page) => page < Frames ? page : SharedWith;

    /// <summary>Which of the two page tables a page is in.</summary>
    public int TableOf(int page) => page < InFirstTable ? 0 : 1;

    private string Maps(int page) => page < Frames ? "" : $" -> {NameOf(SharedWith)}";

    public string Text => string.Join("\n",
    [
        "scenario schedule",
        .. Attributes.Select((said, page) => string.Create(CultureInfo.InvariantCulture,
            $"page {NameOf(page)}{Maps(page)} : {said} table({TableOf(page)})")),
        .. Threads.Select(t => t.Text),
        "allow eviction",
        "assert no_deadlock",
        "",
    ]);
}
