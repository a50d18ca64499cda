using Emulator.Engine.Cpu;
using Emulator.Engine.Memory;
using Emulator.Engine.Passes;

namespace Emulator.Engine.Tests;

/// <summary>The bulk engine and the step-by-step engine do the same to the same tables.</summary>
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
            Agree<TPte, Clean>();
            Agree<TPte, WriteProtect>();
            Agree<TPte, ClearSoftDirty>();
            return true;
        }

        private void Agree<TPte, TPass>() where TPte : struct, IPteFormat where TPass : struct, IPtePass
        {
            var random = new Random(seed);
            var vma = new Vma(new((ulong)random.Next(0x1000, 0x2000)), (ulong)random.Next(100), (ulong)random.Next(1, 2000), VmFlags.None);
            using AddressSpace<TPte> bulk = new([vma]), stepped = new([vma]);
            for (ulong i = 0; i < vma.Length; i++)
                if (random.Next(4) != 0)
                {
                    var word = new Pte((ulong)random.NextInt64() ^ (ulong)random.Next(2) << 63);
                    bulk.Tables.Set(vma.Start + i, word);
                    stepped.Tables.Set(vma.Start + i, word);
                }
            DirtyBitmap a = new(vma.Pgoff, vma.Length), b = new(vma.Pgoff, vma.Length);
            Flushes f = new(), g = new();
            var pages = new VpnRange(vma.Start + (ulong)random.Next((int)vma.Length), vma.Pages.End);
            var one = new VmaPass<TPte, TPass>(bulk, vma, pages, a, flush, f, null).Begin();
            one.Run().Broadcast(f);
            var other = new VmaPass<TPte, TPass>(stepped, vma, pages, b, flush, g, null).Begin();
            while (other.Stage != PassStage.Done)
                Assert.IsTrue(other.Step());
            other.Owed().Broadcast(g);
            Assert.AreEqual(one.Changed, other.Changed);
            Assert.AreEqual(one.Touched, other.Touched);
            Assert.AreSequenceEqual(a.Pages().ToArray(), b.Pages().ToArray());
            Assert.AreSequenceEqual(f.Sent, g.Sent);
            for (ulong i = 0; i < vma.Length; i++)
                Assert.AreEqual(bulk.Tables.Get(vma.Start + i), stepped.Tables.Get(vma.Start + i));
        }
    }

    private sealed class Flushes : ITlbShootdown
    {
        public List<VpnRange> Sent { get; } = [];

        public void Flush(VpnRange pages) => Sent.Add(pages);

        public void FlushAll() => Flush(VpnRange.Empty);
    }
}
