using Emulator.Engine.Exploration;

namespace Emulator.Engine.Scenarios.Machines;

/// <summary>Which variables of a thread are read again, from each of its instructions on. The others are dropped: states that differ in
/// them alone are one.</summary>
internal sealed class Liveness(List<Instruction> code, List<Field> variables)
{
    public IReadOnlyList<Field>[] Live()
    {
        var mine = variables.ToHashSet();
        var live = code.Select(_ => new HashSet<Field>()).ToArray();
        for (var changed = true; changed;)
        {
            changed = false;
            for (var at = code.Count - 1; at >= 0; at--)
                foreach (var field in Before(at, live))
                    changed |= mine.Contains(field) && live[at].Add(field);
        }
        return [.. live.Select(l => (IReadOnlyList<Field>)[.. l])];
    }

    private IEnumerable<Field> Before(int at, HashSet<Field>[] live)
    {
        HashSet<Field> After(Label label) => live[label.Address];
        return code[at] switch
        {
            Set s => (at + 1 < code.Count ? live[at + 1].Where(f => f != s.Variable) : []).Concat(s.Value.Uses),
            Also => live[at + 1],
            Test t => t.Condition.Uses.Concat(After(t.Yes)).Concat(After(t.No)),
            Go g => After(g.To),
            Head h => After(h.Body).Concat(After(h.Exit)),
            Choose c => c.Ops.SelectMany(op => op.Uses.Concat(op.Nexts.SelectMany(After).Where(f => !op.Defines.Contains(f)))),
            _ => [],
        };
    }
}
