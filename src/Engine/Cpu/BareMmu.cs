using Emulator.Engine.Memory;

namespace Emulator.Engine.Cpu;

/// <summary>An access to one page, with what may come before it.</summary>
/// <param name="Pte">The entry in memory at the start.</param>
/// <param name="Access">The access asked about.</param>
/// <param name="Prime">An access made first, that fills the TLB.</param>
/// <param name="New">Stored to the entry after that, without a flush.</param>
/// <param name="Flush">Whether the core's TLB entry is then dropped.</param>
public readonly record struct BareAccess(Pte Pte, Access Access, Access? Prime = null, Pte? New = null,
    bool Flush = false);

/// <summary>One core's MMU over one page, with no fault handler behind it.</summary>
public abstract class BareMmu : IDisposable
{
    /// <summary>Makes the MMU of an architecture.</summary>
    public static BareMmu Of(Architecture architecture) => architecture.Accept(new Maker());

    /// <summary>Makes an access from an empty TLB.</summary>
    /// <returns>Whether it went through, and the entry in memory afterwards.</returns>
    public abstract (bool Ok, Pte Pte) Make(BareAccess request);

    /// <inheritdoc/>
    public abstract void Dispose();

    private sealed class Maker : ArchitectureVisitor<BareMmu>
    {
        public override BareMmu Visit<TPte, TDirty, TTlb>() => new Typed<TPte, TDirty, TTlb>();
    }

    private sealed class Typed<TPte, TDirty, TTlb> : BareMmu
        where TPte : struct, IPteFormat
        where TDirty : struct, IDirtyTracking
        where TTlb : struct, ITlbModel
    {
        private static readonly Vpn Page = new(0x123);
        private readonly PageTables<TPte> _tables = new();
        private readonly Mmu<TPte, TDirty, TTlb> _mmu;

        public Typed() => _mmu = new(_tables, new(Entries: 1, Ways: 1));

        public override (bool Ok, Pte Pte) Make(BareAccess request)
        {
            _mmu.DropAll();
            _tables.Set(Page, request.Pte);
            if (request.Prime is { } prime)
                _mmu.Access(Page, prime);
            if (request.New is { } replaced)
                _tables.Set(Page, replaced);
            if (request.Flush)
                _mmu.Drop(Page);
            var ok = _mmu.Access(Page, request.Access);
            return (ok, _tables.Get(Page));
        }

        public override void Dispose() => _tables.Dispose();
    }
}
