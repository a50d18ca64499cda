using Emulator.Engine.Cpu;
using Emulator.Engine.Events;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Machines.Words;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Threads;

/// <summary>Makes steps of a write fault's mkwrite: the engine's, from the driver's lock to its release, or the
/// scenario's own text.</summary>
internal sealed class MkWriteCompiler(World world, Code code)
{
    /// <summary>Emits the scenario's text for a page that faulted.</summary>
    public void Own(int page, MkWriteText text, Field seen)
    {
        var source = code.Source;
        var locals = world.Text.HandlerVariables.ToDictionary(v => v, v => world.OfThreadOnce(code, $"mkwrite {v}"));
        foreach (var local in locals.Values)
            code.Emit(new Set(local, Pure.Constant(0)));
        new ThreadCompiler(world, code, locals, faulting: (text.Page, page, seen)).Compile(text.Body);
        code.Source = source;
    }

    /// <summary>Emits the engine's: the driver's lock, the record, the entry made writable, in the order of a core's
    /// fault.</summary>
    public void Engines(int page, Field seen)
    {
        for (var step = FaultStep.LockDriver; step != FaultStep.Again;
            step = world.Parts.After(step, FaultDecision.Spurious))
            switch (step)
            {
                case FaultStep.LockDriver: LockDriver(); break;
                case FaultStep.Record: Record(page); break;
                case FaultStep.MakeWritable: new MakeWritable().Emit(world, code, page, seen); break;
                case FaultStep.UnlockDriver: UnlockDriver(); break;
            }
    }

    private void LockDriver() => code.Then(next => new($"{code.Thread} locks address_space in mkwrite", c =>
        world.Locks.TryTake(c, world.Locks.AddressSpace, By.MkWrite, LockName.AddressSpace)
            ? new(Outcome.Acquired, next)
            : Went.Blocked, next));

    private void Record(int page) => code.Then(next => new($"{code.Thread} records {world.Pages[page].Name}", c =>
    {
        c.Tell?.Invoke(new MarkEvent(MarkOp.Set, MarkKind.Record, world.Pages[page].Name,
            c[world.Records[world.Pages[page].Frame]].IsTrue, By.MkWrite));
        world.Record(c, page, By.MkWrite);
        return new(Outcome.Done, next);
    }, next) { NeverBlocks = true });

    private void UnlockDriver() => code.Then(next => new($"{code.Thread} unlocks address_space in mkwrite", c =>
    {
        world.Locks.Release(c, world.Locks.AddressSpace, By.MkWrite, LockName.AddressSpace);
        return new(Outcome.Done, next);
    }, next) { IsRelease = true, NeverBlocks = true });
}
