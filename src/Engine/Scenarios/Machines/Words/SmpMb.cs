using Emulator.Engine.Events;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary><c>smp_mb</c></summary>
internal sealed class SmpMb() : StepWord("smp_mb", [], Kind.Nothing,
    "waits until the others see this core's stores; matters where store_buffers are allowed")
{
    public override Section Section => Section.Cores;

    public override void Emit(WordSteps steps, Said said)
    {
        var code = steps.Code;   // the wait stands before every word that isn't a plain load or store
        code.Then(next => new($"{code.Thread} {Name}", c =>
        {
            c.Tell?.Invoke(new CpuEvent(CpuOp.Barrier) { Call = $"{Name}()" });
            return new(Outcome.Done, next);
        }, next) { NeverBlocks = true });
    }
}
