using Emulator.Engine.Events;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary>A word that does one thing to its first argument's page, in one step.</summary>
internal abstract class PageWord(string name, IReadOnlyList<Kind> takes, Kind gives, string meaning) : StepWord(name, takes, gives, meaning)
{
    public override void Emit(WordSteps steps, Said said)
    {
        var page = steps.PageOfArgument(said.Arguments[0]);
        var (values, into) = (said.Values(1), said.Into);
        steps.Code.Then(next => new($"{steps.Code.Thread} {Name}({steps.World.Pages[page].Name})", c =>
        {
            var before = c[steps.World.Ptes[page]].Pte;
            var told = c.Tell is null ? null : Told(steps, c, page, said.Spelt(steps.World.Pages[page].Name));
            var answer = Do(steps, c, page, values);
            if (into is not null)
                c[into] = answer;
            if (told is not null)
                c.Tell?.Invoke(Done(told, before, c[steps.World.Ptes[page]].Pte, answer));
            return new(Outcome.Done, next);
        }, next)
        {
            Uses = [.. values.SelectMany(v => v.Uses)],
            Defines = into is null ? [] : [into],
            NeverBlocks = true,
        });
    }

    /// <summary>Does it.</summary>
    /// <returns>What the word gives back.</returns>
    public abstract Cell Do(WordSteps steps, Context c, int page, IReadOnlyList<Pure> values);

    /// <summary>What is told of it, by the state before it is done.</summary>
    protected abstract Event Told(WordSteps steps, Context c, int page, string call);

    /// <summary>What is told of it, once it is done.</summary>
    protected virtual Event Done(Event told, Pte before, Pte after, Cell answer) => told;
}
