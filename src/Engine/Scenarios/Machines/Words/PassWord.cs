using Emulator.Engine.Formats;
using Emulator.Engine.Memory;
using Emulator.Engine.Passes;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary>A pass of the engine.</summary>
internal abstract class PassWord(string name, string meaning, bool clean)
    : StepWord(name, [Kind.Pages], Kind.Nothing, meaning)
{
    public const string Flush = "flush", Rules = "rules", AsMerged = "as_merged", None = "none";

    public override Section Section => Section.Passes;

    public override string Steps => "many steps";

    public override IReadOnlyDictionary<string, string[]> Options { get; } = new Dictionary<string, string[]>
    {
        [Flush] = ["batched", "per_pte", "per_table", "before_unlock", None],
        [Rules] = ["as_posted", AsMerged],
    };

    public override WordTraits Traits =>
        WordTraits.Flushes | WordTraits.Records | (clean ? WordTraits.Cleans : WordTraits.Protects);

    public override PteFeatures Needs => clean ? FormatNeeds.DirtyBit : PteFeatures.None;

    public sealed override void Emit(WordSteps steps, Said said) =>
        new PassCompiler(steps.World, steps.Code, steps.InAtomic, clean)
        .Compile(steps.PagesOf(said.Arguments[0]), Discipline(said.Call), Texts.OptionOf(said.Call, Rules) == AsMerged);

    private static FlushDiscipline Discipline(Call call) => Texts.OptionOf(call, Flush) switch
    {
        "per_pte" => FlushDiscipline.PerPte,
        "per_table" => FlushDiscipline.PerTable,
        "before_unlock" => FlushDiscipline.BeforeUnlock,
        None => FlushDiscipline.None,
        _ => FlushDiscipline.Batched,
    };
}
