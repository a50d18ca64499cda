using Emulator.Engine.Exploration;

namespace Emulator.Engine.Scenarios.Machines.State;

/// <summary>Which variables of a thread are read again, from each of its instructions on. The others are dropped: states that differ in
/// them alone are one.</summary>
internal sealed class Liveness(List<Instruction> code, List<Field> variables)
{
    private readonly HashSet<Field> _mine = [.. variables];

    public IReadOnlySet<Field>[] Live()
    {
        var live = code.Select(_ => new HashSet<Field>()).ToArray();
        for (var changed = true; changed;)
        {
            changed = false;
            for (var at = code.Count - 1; at >= 0; at--)
            {
                var before = live[at].Count;
                AddBefore(at, live);
                changed |= live[at].Count != before;
            }
        }
        return live;
    }

    private void AddBefore(int at, HashSet<Field>[] live)
    {
        switch (code[at])
        {
            case Set s:
                if (at + 1 < code.Count)
                    AddExcept(live[at], live[at + 1], [s.Variable]);
                AddUsed(live[at], s.Value.Uses);
                break;
            case Also: live[at].UnionWith(live[at + 1]); break;
            case Test t:
                AddUsed(live[at], t.Condition.Uses);
                live[at].UnionWith(live[t.Yes.Address]);
                live[at].UnionWith(live[t.No.Address]);
                break;
            case Go g: live[at].UnionWith(live[g.To.Address]); break;
            case Head h:
                live[at].UnionWith(live[h.Body.Address]);
                live[at].UnionWith(live[h.Exit.Address]);
                break;
            case Choose c: AddBefore(c, live[at], live); break;
        }
    }

    private void AddBefore(Choose choice, HashSet<Field> before, HashSet<Field>[] live)
    {
        foreach (var op in choice.Ops)
        {
            AddUsed(before, op.Uses);
            foreach (var next in op.Nexts)
                AddExcept(before, live[next.Address], op.Defines);
        }
    }

    private void AddUsed(HashSet<Field> live, IReadOnlyList<Field> used)
    {
        foreach (var field in used)
            if (_mine.Contains(field))
                live.Add(field);
    }

    private static void AddExcept(HashSet<Field> live, HashSet<Field> after, IReadOnlyList<Field> defined)
    {
        foreach (var field in after)
            if (!defined.Contains(field))
                live.Add(field);
    }
}
