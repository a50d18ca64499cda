using Emulator.Engine.Events;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.State;

/// <summary>A thread's code: operations, and between them formulas and branches that take no step.</summary>
internal sealed class Code(string thread, int number, Field pc)
{
    private const int MostInstructions = 200_000, LongestWay = 100_000, LongestAtomic = 10_000;
    private readonly List<Instruction> _instructions = [];
    private readonly List<Field> _variables = [];
    private IReadOnlySet<Field>[]? _live;

    public string Thread => thread;

    public int Number => number;

    public Field Pc => pc;

    /// <summary>The thread's own variables, whose values are dropped where nobody reads them again.</summary>
    public List<Field> Variables => _variables;

    public int Count => _instructions.Count;

    /// <summary>The statement that is compiled now: what is emitted is a step of it.</summary>
    public At? Source { get; set; }

    /// <summary>Every operation, those inside <c>atomic</c> included.</summary>
    public IEnumerable<Op> Operations => _instructions.OfType<Choose>().SelectMany(c => c.Ops)
        .Concat(Inner.SelectMany(i => i.Operations));

    /// <summary>The codes of <c>atomic</c> blocks.</summary>
    public List<Code> Inner { get; } = [];

    /// <summary>The line at which the thread stands; null: at its end.</summary>
    public int? LineAt(int address) => _instructions[address] switch
    {
        Choose { Ops: [var op, ..] } => op.At?.Line,
        Head => Firsts(address).Select(f => f.Op.At?.Line).FirstOrDefault(),
        _ => null,
    };

    public Label Here()
    {
        var label = new Label();
        Mark(label);
        return label;
    }

    public void Mark(Label label) => label.Address = _instructions.Count;

    public void Emit(Instruction instruction)
    {
        if (_instructions.Count >= MostInstructions)
            throw new TooLongException(thread);
        foreach (var op in instruction is Choose choose ? choose.Ops : [])
            op.At ??= Source;
        _instructions.Add(instruction);
    }

    /// <summary>Emits an operation that goes on behind it.</summary>
    public void Then(Func<Label, Op> op, bool inAccess = false)
    {
        var next = new Label();
        Emit(new Choose([op(next)], inAccess));
        Mark(next);
    }

    /// <summary>Emits an operation of an access at a label.</summary>
    public void At(Label label, Op op)
    {
        Mark(label);
        Emit(new Choose([op], InAccess: true));
    }

    /// <summary>Goes on at a label: past formulas and branches, to where the thread makes its next step.</summary>
    /// <returns>The address of that place.</returns>
    public int Settle(Context c, int address)
    {
        for (var way = 0; ; way++)
        {
            switch (_instructions[address])
            {
                case Set s: c[s.Variable] = s.Value.Of(c); address++; break;
                case Also a: a.Do(c); address++; break;
                case Test t: address = (t.Condition.Of(c).IsTrue ? t.Yes : t.No).Address; break;
                case Go g: g.Also?.Invoke(c); address = g.To.Address; break;
                default: return address;
            }
            if (way > LongestWay)
                throw new EndlessTextException(thread);
        }
    }

    /// <summary>The nodes that the explorer runs.</summary>
    public IReadOnlyList<Node> Nodes()
    {
        var live = Live();
        var nothing = new Node([], false);
        return [.. _instructions.Select((instruction, at) => instruction switch
        {
            Choose c => new Node([.. c.Ops.Select(op => StepOf(op, at, at, live))], false, c.InAccess),
            Head => new Node([.. Firsts(at).Select(f => StepOf(f.Op, at, f.At, live))], EndsText(at)),
            End => new Node([], true),
            _ => nothing,
        })];
    }

    /// <summary>Moves the thread to where it makes its first step.</summary>
    public void Begin(Context c) => Arrive(c, 0, Live());

    // Worked out once: the code is complete when the first asks.
    private IReadOnlySet<Field>[] Live() => _live ??= new Liveness(_instructions, _variables).Live();

    /// <summary>Runs all of the code in one go: the inside of <c>atomic</c>.</summary>
    /// <returns>False: some part is blocked, or it goes round and doesn't come to its end.</returns>
    public bool RunAll(Context c)
    {
        var (address, done) = (0, new List<Op>());
        for (var way = 0; way < LongestAtomic; way++)
        {
            address = Settle(c, address);
            if (_instructions[address] is not Choose { Ops: [var op, ..] })
            {
                done.ForEach(o => o.WasDone = true);
                return true;
            }
            var went = Act(c, op);
            if (went.Outcome == Outcome.Blocked)
                return false;
            done.Add(op);
            address = Next(op, went).Address;
        }
        return false;
    }

    private Step StepOf(Op op, int from, int at, IReadOnlySet<Field>[] live) => new(op.Name, c =>
    {
        if (at != from && !Reaches(c, from, at))
            return Outcome.Blocked;
        var went = Act(c, op);
        if (went.Outcome == Outcome.Blocked)
            return went.Outcome;
        op.WasDone = true;
        Arrive(c, Next(op, went).Address, live);
        return went.Outcome;
    })
    {
        IsRelease = op.IsRelease,
        NeverBlocks = op.NeverBlocks,
    };

    private static Label Next(Op op, Went went) => went.Next
        ?? throw new InvalidOperationException($"{op.Name} goes nowhere");

    // Whoever listens hears who did it, and in which line.
    private Went Act(Context c, Op op)
    {
        if (c.Tell is not { } tell)
            return op.Act(c);
        c.Tell = told => tell(told is Event { Actor.Length: 0 } e ? e with { Actor = thread, Line = op.At?.Line }
            : told);
        var went = op.Act(c);
        c.Tell = tell;
        return went;
    }

    private void Arrive(Context c, int address, IReadOnlySet<Field>[] live)
    {
        var at = Settle(c, address);
        foreach (var variable in _variables)
            if (!live[at].Contains(variable))
                c[variable] = default;
        c[pc] = (ulong)at;
    }

    // The operations that a head offers: the first ones of its body, those of heads in it included, and leaving.
    private IEnumerable<(Op Op, int At)> Firsts(int head)
    {
        var (found, seen) = (new List<(Op, int)>(), new HashSet<int>());
        Visit(((Head)_instructions[head]).Body.Address);
        if (!EndsText(head))
            found.Add((Leave(head), head));
        return found;

        void Visit(int at)
        {
            if (!seen.Add(at) || at == head)
                return;
            switch (_instructions[at])
            {
                case Choose c: found.AddRange(c.Ops.Select(op => (op, at))); break;
                case Set or Also: Visit(at + 1); break;
                case Test t: Visit(t.Yes.Address); Visit(t.No.Address); break;
                case Go g: Visit(g.To.Address); break;
                case Head inner: Visit(inner.Body.Address); found.Add((Leave(at), at)); break;
            }
        }
    }

    // Leaving is a step, taken without a look at what follows.
    private Op Leave(int head)
    {
        var exit = ((Head)_instructions[head]).Exit;
        return new($"{thread} leaves forever", c =>
        {
            c.Tell?.Invoke(new CpuEvent(CpuOp.LeaveForever));
            return new(Outcome.Done, exit);
        }, exit);
    }

    // Whether the thread, entering the body of a head, makes its next step at an address.
    private bool Reaches(Context c, int head, int wanted)
    {
        var address = ((Head)_instructions[head]).Body.Address;
        for (var way = 0; way < LongestWay; way++)
        {
            address = Settle(c, address);
            if (address == wanted)
                return true;
            if (_instructions[address] is not Head inner || address == head)
                return false;
            address = inner.Body.Address;
        }
        return false;
    }

    private bool EndsText(int head)
    {
        var at = ((Head)_instructions[head]).Exit.Address;
        while (_instructions[at] is Go g)
            at = g.To.Address;
        return _instructions[at] is End;
    }
}
