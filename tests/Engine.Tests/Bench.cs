using Emulator.Engine.Cpu;
using Emulator.Engine.Memory;
using Emulator.Engine.Passes;
using Emulator.Engine.Tests.Stepping;

namespace Emulator.Engine.Tests;

/// <summary>A machine with a few pages of one mapping, on which a test says who does what, and when.</summary>
internal abstract class Bench
{
    public const ulong First = 0x1000;

    public static Bench Of(string architecture, int pages, int cores, bool writable) =>
        Architectures.Named(architecture).Accept(new Maker(pages, cores, writable));

    /// <summary>The driver's record.</summary>
    public abstract DirtyBitmap Record { get; }

    public abstract void Store(int core, int page);

    public abstract bool IsDirty(int page);

    public abstract bool IsWritable(int page);

    /// <summary>Starts a pass that is driven step by step.</summary>
    public abstract SteppedPass Begin(bool clean, FlushDiscipline discipline);

    private sealed class Maker(int pages, int cores, bool writable) : ArchitectureVisitor<Bench>
    {
        public override Bench Visit<TPte, TDirty, TTlb>() => new Typed<TPte, TDirty, TTlb>(pages, cores, writable);
    }

    private sealed class Typed<TPte, TDirty, TTlb> : Bench
        where TPte : struct, IPteFormat
        where TDirty : struct, IDirtyTracking
        where TTlb : struct, ITlbModel
    {
        private readonly AddressSpace<TPte> _space;
        private readonly Core<TPte, TDirty, TTlb>[] _cores;
        private readonly DirectShootdown _tlbs;

        public Typed(int pages, int cores, bool writable)
        {
            _space = new([new(new(First), 0, (ulong)pages,
                VmFlags.Shared | VmFlags.Write | VmFlags.MayWrite | VmFlags.Io)]);
            Record = new(0, (ulong)pages);
            _space.Record = writable ? null : Record;
            for (ulong i = 0; i < (ulong)pages; i++)
                _space.Tables.Set(new(First + i), writable ? TPte.MakeWritable(TPte.Leaf(new Pte(i)))
                    : TPte.Leaf(new Pte(i)));
            _cores = [.. Enumerable.Range(0, cores).Select(_ => new Core<TPte, TDirty, TTlb>(_space, new(64, 4)))];
            _tlbs = new(_cores);
        }

        public override DirtyBitmap Record { get; }

        public override void Store(int core, int page) =>
            Assert.IsTrue(_cores[core].Access(new(First + (ulong)page), new(AccessKind.Write)));

        public override bool IsDirty(int page) => TPte.Dirty(_space.Tables.Get(new(First + (ulong)page))).IsTrue;

        public override bool IsWritable(int page) => TPte.Writable(_space.Tables.Get(new(First + (ulong)page))).IsTrue;

        public override SteppedPass Begin(bool clean, FlushDiscipline discipline)
        {
            var vma = _space.Vmas[0];
            var call = new PassCall(vma.Pages, Record, discipline, AsMerged: false);
            var flush = new FlushedAtOnce(_tlbs);
            return clean ? new SteppedPass<TPte, Clean>(_space, vma, call, flush)
                : new SteppedPass<TPte, WriteProtect>(_space, vma, call, flush);
        }
    }
}
