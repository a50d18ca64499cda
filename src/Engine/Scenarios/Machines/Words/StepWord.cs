using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary>A word that makes steps.</summary>
internal abstract class StepWord(string name, IReadOnlyList<Kind> takes, Kind gives, string meaning)
    : Word(name, takes, gives, meaning)
{
    public static StepWord Of(Call call) => Vocabulary.Find(call.Word.Text) as StepWord
        ?? throw new InvalidOperationException($"{call.Word.Text} has no step");

    /// <summary>Emits its steps.</summary>
    public abstract void Emit(WordSteps steps, Said said);
}
