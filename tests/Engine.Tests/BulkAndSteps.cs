using Emulator.Engine.Memory;
using Emulator.Engine.Passes;
using Emulator.Engine.Tests.Stepping;

namespace Emulator.Engine.Tests;

/// <summary>A bulk pass and one that goes by the same orders one operation at a time do the same to the same tables.
/// That steps are a machine's steps is held by <see cref="Schedules.MachinesAndCores"/>.</summary>
[TestClass]
public sealed class BulkAndSteps
{
    public static IEnumerable<object[]> Runs =>
        from a in Architectures.All
        from flush in Enum.GetValues<FlushDiscipline>()
        from seed in new[] { 1, 2, 3 }
        select new object[] { a.Name, flush, seed };

    [TestMethod]
    [DynamicData(nameof(Runs))]
    public void They_agree_on_random_tables(string architecture, FlushDiscipline flush, int seed) =>
        Architectures.Named(architecture).Accept(new Runner(flush, seed));

    private sealed class Runner(FlushDiscipline flush, int seed) : ArchitectureVisitor<bool>
    {
        public override bool Visit<TPte, TDirty, TTlb>()
        {
            foreach (var rules in Enum.GetValues<ApplyRules>())
                foreach (var nested in new[] { false, true })
                {
                    Twins<TPte> Made() => new(flush, rules, seed, nested);
                    Made().Agree<Clean>((apply, range, record) => apply.Clean(range, record));
                    Made().Agree<WriteProtect>((apply, range, _) => apply.WriteProtect(range));
                }
            new Twins<TPte>(flush, ApplyRules.AsPosted, seed, nested: false).AgreeOnTheWalk<ClearSoftDirty>();
            return true;
        }
    }

    // Two address spaces with the same random entries in them.
    private sealed class Twins<TPte> where TPte : struct, IPteFormat
    {
        private const VmFlags Device = VmFlags.Shared | VmFlags.Write | VmFlags.MayWrite | VmFlags.Io;
        private readonly FlushDiscipline _flush;
        private readonly ApplyRules _rules;
        private readonly Vma _vma;
        private readonly VpnRange _pages;
        private readonly AddressSpace<TPte> _bulk, _stepped;
        private readonly DirtyBitmap _ofBulk, _ofSteps;
        private readonly Flushes _byBulk = new(), _bySteps = new();

        public Twins(FlushDiscipline flush, ApplyRules rules, int seed, bool nested)
        {
            (_flush, _rules) = (flush, rules);
            var random = new Random(seed);
            var (start, pgoff) = (new Vpn((ulong)random.Next(0x1000, 0x2000)), (ulong)random.Next(100));
            _vma = new(start, pgoff, (ulong)random.Next(1, 2000), Device);
            (_bulk, _stepped) = (new([_vma]), new([_vma]));
            (_ofBulk, _ofSteps) = (new(_vma.Pgoff, _vma.Length), new(_vma.Pgoff, _vma.Length));
            Fill(random);
            _pages = new(_vma.Start + (ulong)random.Next((int)_vma.Length), _vma.Pages.End);
            if (!nested)
                return;
            _bulk.BeginFlushPending();
            _stepped.BeginFlushPending();
        }

        public void Agree<TPass>(Func<ApplyAs<TPte>, PgoffRange, DirtyBitmap, PassResult> bulk)
            where TPass : struct, IPtePass
        {
            var range = new PgoffRange(_vma.ToPgoff(_pages.Start), _vma.ToPgoff(_pages.End));
            var result = bulk(new(_bulk, _byBulk, _rules, _flush), range, _ofBulk);
            Compare(result.Changed, result.Touched, Stepped<TPass>());
        }

        // A round of its own puts one flush at its end: what is the same is the walk.
        public void AgreeOnTheWalk<TPass>() where TPass : struct, IPtePass
        {
            var pass = new VmaPass<TPte, TPass>(_bulk, _vma, _pages, _ofBulk, _flush, _byBulk, null);
            var owed = pass.Run();
            if (_flush == FlushDiscipline.None)
                owed.Omit("the steps leave it out too");
            else
                owed.Broadcast(_byBulk);
            Compare(pass.Changed, Offsets(pass.Touched), Stepped<TPass>());
        }

        private SteppedPass Stepped<TPass>() where TPass : struct, IPtePass
        {
            var call = new PassCall(_pages, _ofSteps, _flush, _rules == ApplyRules.AsMerged);
            var stepped = new SteppedPass<TPte, TPass>(_stepped, _vma, call, new FlushedAtOnce(_bySteps));
            stepped.StepToEnd();
            return stepped;
        }

        private void Compare(ulong changed, PgoffRange? touched, SteppedPass stepped)
        {
            Assert.AreEqual(changed, stepped.Changed);
            Assert.AreEqual(touched, Offsets(stepped.Touched));
            Assert.AreSequenceEqual(_ofBulk.Pages().ToArray(), _ofSteps.Pages().ToArray());
            Assert.AreSequenceEqual(_byBulk.Sent, _bySteps.Sent);
            Assert.AreEqual(_bulk.FlushesPending, _stepped.FlushesPending);
            for (ulong i = 0; i < _vma.Length; i++)
                Assert.AreEqual(_bulk.Tables.Get(_vma.Start + i), _stepped.Tables.Get(_vma.Start + i));
            _bulk.Dispose();
            _stepped.Dispose();
        }

        private PgoffRange? Offsets(VpnRange touched) =>
            touched.IsEmpty ? null : new PgoffRange(_vma.ToPgoff(touched.Start), _vma.ToPgoff(touched.End));

        private void Fill(Random random)
        {
            for (ulong i = 0; i < _vma.Length; i++)
                if (random.Next(4) != 0)
                {
                    var word = new Pte((ulong)random.NextInt64() ^ (ulong)random.Next(2) << 63);
                    _bulk.Tables.Set(_vma.Start + i, word);
                    _stepped.Tables.Set(_vma.Start + i, word);
                }
        }
    }

    private sealed class Flushes : ITlbShootdown
    {
        public List<VpnRange> Sent { get; } = [];

        public void Flush(VpnRange pages) => Sent.Add(pages);

        public void FlushAll() => Flush(VpnRange.Empty);
    }
}
