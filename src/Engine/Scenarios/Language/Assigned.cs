using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Language;

/// <summary>The variables of a thread: names that are assigned anywhere in its text, and what is assigned to
/// them.</summary>
internal static class Assigned
{
    /// <summary>Variables and the kind of their values, as far as their first telling assignment says.</summary>
    public static Dictionary<string, Kind> In(Block body, Names names)
    {
        var kinds = new Dictionary<string, Kind>();
        foreach (var assignment in Texts.Assignments(body).Where(a => !names.Vars.Contains(a.Variable.Text)))
            kinds.TryAdd(assignment.Variable.Text, Kind.Nothing);
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var a in Texts.Assignments(body).Where(a => kinds.TryGetValue(a.Variable.Text, out var known)
                && known == Kind.Nothing))
                if (Guess(a.Value, kinds, names) is var kind && kind != Kind.Nothing)
                    (kinds[a.Variable.Text], changed) = (kind, true);
        }
        foreach (var name in kinds.Where(k => k.Value == Kind.Nothing).Select(k => k.Key).ToList())
            kinds[name] = Kind.Number;
        return kinds;
    }

    // A bare 0 says nothing: every variable starts as 0.
    private static Kind Guess(Expression value, Dictionary<string, Kind> kinds, Names names) => value switch
    {
        Number { Value: 0 } => Kind.Nothing,
        Number or Not or Binary => Kind.Number,
        Call c => Vocabulary.Find(c.Word.Text)?.Gives ?? Kind.Nothing,
        Reference r when kinds.TryGetValue(r.Name.Text, out var kind) => kind,
        Reference r when names.Vars.Contains(r.Name.Text) => Kind.Number,
        Reference => Kind.Value,
        _ => Kind.Nothing,
    };
}
