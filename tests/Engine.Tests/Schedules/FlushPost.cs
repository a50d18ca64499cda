using Emulator.Engine.Cpu;
using Emulator.Engine.Memory;

namespace Emulator.Engine.Tests.Schedules;

/// <summary>Delivers flushes to real cores, by several senders at once: a core takes one request at a time, the others
/// stand in line.</summary>
/// <param name="cores">By thread; null: it has nothing to drop, and nobody asks it.</param>
internal sealed class FlushPost(IReadOnlyList<ICore?> cores)
{
    private readonly List<(int Sender, VpnRange Pages)>[] _asked = [.. cores.Select(_ => new List<(int, VpnRange)>())];
    private readonly ulong[] _issued = new ulong[cores.Count];

    public ulong Issued(int sender) => _issued[sender];

    /// <summary>Drops on the own core, asks every other.</summary>
    public void Issue(int sender, VpnRange pages)
    {
        _issued[sender]++;
        for (var receiver = 0; receiver < cores.Count; receiver++)
            if (cores[receiver] is not { } core)
                continue;
            else if (receiver == sender)
                core.Drop(pages);
            else
                Ask(core, _asked[receiver], (sender, pages));
    }

    /// <summary>Whether every core has answered a sender.</summary>
    public bool IsFlushed(int sender) => _asked.All(line => line.All(a => a.Sender != sender));

    public bool Owes(int receiver, int sender, Vpn page) =>
        _asked[receiver].Any(a => a.Sender == sender && a.Pages.Contains(page));

    /// <summary>A core answers a sender: whoever stands before it in line asks again afterwards.</summary>
    public void Answer(int receiver, int sender)
    {
        var line = _asked[receiver];
        var place = line.FindIndex(a => a.Sender == sender);
        if (place < 0 || cores[receiver] is not { } core)
            throw new Difference("the machine's core answers a flush that no real core was asked for");
        if (place > 0)
            core.Ask(line[place].Pages);
        core.Answer();
        line.RemoveAt(place);
        if (!core.HasAnswered)
            throw new Difference("a real core has answered, and still owes");
        if (line.Count > 0)
            core.Ask(line[0].Pages);
    }

    private static void Ask(ICore core, List<(int, VpnRange)> line, (int Sender, VpnRange Pages) request)
    {
        line.Add(request);
        if (line.Count == 1)
            core.Ask(request.Pages);
    }
}
