using Emulator.Engine.Cpu;
using Emulator.Engine.Memory;
using Emulator.Engine.Tests.Stepping;

namespace Emulator.Engine.Tests.Schedules;

/// <summary>A thread of a small scenario on a real core of its own: it knows what it would do next by its own text and
/// the engine's orders, and does that when it is told to.</summary>
/// <param name="machine">Where it runs.</param>
/// <param name="text">What it does.</param>
/// <param name="number">Its number.</param>
internal sealed class RealThread<TPte, TDirty, TTlb>(
    RealMachine<TPte, TDirty, TTlb> machine, SmallThread text, int number)
    where TPte : struct, IPteFormat
    where TDirty : struct, IDirtyTracking
    where TTlb : struct, ITlbModel
{
    private SteppedAccess<TPte, TDirty, TTlb>? _access;
    private SteppedPass? _pass;
    private SteppedWord<TPte, TDirty, TTlb>? _word;
    private int _at;
    private ulong _changedBefore;

    public Core<TPte, TDirty, TTlb> Core { get; } = new(machine.Space, new(16, 4));

    public AddressSpace<TPte> Space => machine.Space;

    public SmallThread Text => text;

    /// <summary>Whether it is inside what a real core does in one.</summary>
    public bool IsInside => _access is { IsInside: true };

    public bool IsOver => Statement is null && _access is null;

    /// <summary>Entries that its passes have changed.</summary>
    public ulong Changed => _changedBefore + (_pass?.Changed ?? 0);

    private Statement? Statement
    {
        get
        {
            // Where every change was flushed before its lock was dropped, there is nothing to wait for.
            while (_at < text.Body.Count && text.Body[_at] is FlushComplete && TTlb.Reach == FlushReach.BeforeUnlock)
                _at++;
            return _at == text.Body.Count ? null : text.Body[_at];
        }
    }

    public bool IsCached(Vpn page) => Core.Mmu.Cached.Any(c => c.Page == page);

    public NativeSlot<TPte> SlotOf(Vpn page) => machine.TableOf(page).SlotOf<TPte>(page);

    public void ExpectFree(KernelLock held)
    {
        if (!held.TryGlance(out _))
            throw new Difference($"{text.Name} takes a lock that someone holds");
    }

    /// <summary>Does what a machine's step says, if it is what this thread does next.</summary>
    public void Do(RealStep step)
    {
        if (_access is not null || Statement is AccessTo)
            Access(step);
        else if (_pass is not null || Statement is PassOver)
            Pass(step);
        else
            Word(step);
    }

    private void Access(RealStep step)
    {
        var access = _access ??= Begun(step);
        Expect(access.Next == step.Op, $"{step.Op}", $"{access.Next}");
        ExpectPage(step, access.Page);
        access.Do();
        if (!access.IsOver)
            return;
        _access = null;
        GoOn();
    }

    // Which of several pages it goes for is the machine's choice.
    private SteppedAccess<TPte, TDirty, TTlb> Begun(RealStep step)
    {
        var isMeant = Statement is AccessTo to && step.Op == RealOp.LookUp && to.IsStore == step.IsStore
            && to.Pages.Contains(machine.PageOf(step));
        Expect(isMeant, $"{step.Op} {step.Page}", $"{Statement?.Text}");
        return new(this, machine.VpnOf(step), new(step.IsStore ? AccessKind.Write : AccessKind.Read));
    }

    private void Pass(RealStep step)
    {
        var pass = _pass ??= Begun((PassOver)text.Body[_at]);
        Expect(OpOf(pass.Next) == step.Op, $"{step.Op}", $"{pass.Next}");
        ExpectPage(step, pass.Page);
        Expect(pass.Do(), $"{step.Op}", "has to wait");
        Skip(pass);
        if (pass.Next != PassOp.Over)
            return;
        _changedBefore += pass.Changed;
        _pass = null;
        GoOn();
    }

    private SteppedPass Begun(PassOver over)
    {
        var pass = machine.Begin(over, this);
        Skip(pass);
        return pass;
    }

    // A machine counts passes where one of them asks for the others; here they are always counted.
    private void Skip(SteppedPass pass)
    {
        while (!machine.CountsPasses && pass.Next is PassOp.Count or PassOp.AskNested or PassOp.Uncount)
            Expect(pass.Do(), "counts", "waits");
    }

    private void Word(RealStep step)
    {
        if (Statement is not { } statement)
            throw new Difference($"{text.Name}: the machine: {step.Op}; the real core is at its end");
        var word = _word ??= new(this, machine, statement);
        Expect(word.Next == step.Op, $"{step.Op}", $"{word.Next}");
        word.Do();
        if (word.Next != RealOp.Over)
            return;
        _word = null;
        GoOn();
    }

    private void GoOn() => _at = text.IsForever && _at + 1 == text.Body.Count ? 0 : _at + 1;

    /// <summary>Sends a flush: the own core drops, every other one is asked.</summary>
    public void Issue(VpnRange pages) => machine.Issue(number, pages);

    public bool IsFlushed => machine.IsFlushed(number);

    private void ExpectPage(RealStep step, Vpn page) =>
        Expect(step.Page is null || page == machine.VpnOf(step), $"page {step.Page}", $"page 0x{page.Value:x}");

    private void Expect(bool isSo, string machineDoes, string realDoes)
    {
        if (!isSo)
            throw new Difference($"{text.Name}: the machine: {machineDoes}; the real core: {realDoes}");
    }

    private static RealOp OpOf(PassOp op) => op switch
    {
        PassOp.Count or PassOp.Uncount => RealOp.CountPass,
        PassOp.Lock => RealOp.LockTable,
        PassOp.Test => RealOp.Test,
        PassOp.ReadToStart => RealOp.ReadToStart,
        PassOp.Start => RealOp.Start,
        PassOp.Commit => RealOp.Commit,
        PassOp.Unlock => RealOp.UnlockTable,
        PassOp.AskNested => RealOp.AskNested,
        PassOp.Issue => RealOp.Issue,
        PassOp.Complete => RealOp.Complete,
        _ => RealOp.Over,
    };
}
