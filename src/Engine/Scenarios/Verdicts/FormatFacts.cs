using Emulator.Engine.Cpu;
using Emulator.Engine.Formats;
using Emulator.Engine.Memory;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Machines.Words;

namespace Emulator.Engine.Scenarios.Verdicts;

/// <summary>What an architecture's entries say: found by asking its formulas, so that a picture needs no table of
/// formats.</summary>
internal sealed class FormatFacts(ArchitectureModel model, IReadOnlyList<string> frames)
{
    private static readonly Access Load = new(AccessKind.Read), Store = new(AccessKind.Write);
    private readonly Pte[] _samples = Samples(model);

    public RunFormat Format => new(model.DirtyUpdate.ToString(), model.Reach.ToString(), [.. model.Bits.Select(Bit)]);

    /// <summary>An entry, decoded.</summary>
    public RunEntry Decode(Pte pte)
    {
        var empty = pte == model.Empty;
        var present = !empty && model.IsPresent(pte);
        return new()
        {
            Bits = empty ? new Dictionary<string, ulong>() : model.Bits.Where(b => !IsFrame(b))
                .Select(b => (b.Name, Value: ValueOf(pte, b))).Where(b => b.Value != 0)
                    .ToDictionary(b => b.Name, b => b.Value),
            Frame = present ? frames[model.FrameOf(pte)] : null,
            Empty = empty,
            Present = present,
            Writable = present && model.IsWritable(pte),
            Dirty = !empty && model.IsDirty(pte),
            Young = !empty && model.IsYoung(pte),
            LetsLoad = present && model.Hit(pte, Load) == AccessStage.Perform,
            LetsStore = present && model.Hit(pte, Store) == AccessStage.Perform,
        };
    }

    private bool IsFrame(PteBit bit) => ValueOf(new(model.FrameMask), bit) != 0;

    private static ulong ValueOf(Pte pte, PteBit bit) => pte.Value >> bit.Number & (ulong.MaxValue >> (64 - bit.Width));

    private static Pte[] Samples(ArchitectureModel model)
    {
        var leaf = model.Leaf(0);
        var writable = model.Formula<PteMkwrite.Formula>(leaf);
        return
        [
            writable, model.Formula<PteMkdirty.Formula>(writable), model.Formula<PteMkclean.Formula>(writable), leaf,
            model.Formula<PteMkdirty.Formula>(leaf), model.Formula<PteMkold.Formula>(writable),
        ];
    }

    private RunBit Bit(PteBit bit)
    {
        var (role, activeLow) = IsFrame(bit) ? (BitRole.Frame, false) : bit.Width > 1 ? (BitRole.Other, false)
            : RoleOf(bit);
        return new(bit.Name, bit.Number, bit.Width, bit.Meaning, role, activeLow);
    }

    // The first question whose answer a flip of the bit changes.
    private (BitRole Role, bool ActiveLow) RoleOf(PteBit bit)
    {
        (BitRole Role, Func<Pte, bool> Asks)[] questions =
        [
            (BitRole.Present, model.IsPresent), (BitRole.Young, model.IsYoung), (BitRole.SoftDirty, IsSoftDirty),
            (BitRole.Writable, model.IsWritable), (BitRole.Dirty, model.IsDirty),
            (BitRole.Valid, p => model.Hit(p, Load) != AccessStage.Fault),
        ];
        foreach (var (role, asks) in questions)
            foreach (var sample in _samples)
                if (Flipped(sample, bit) is var flipped && Asked(asks, sample) is { } was
                    && Asked(asks, flipped) is { } then && was != then)
                    return (role == BitRole.Dirty && IsHardwares(bit) ? BitRole.HardwareDirty : role,
                        was == IsSet(flipped, bit));
        return (BitRole.Other, false);
    }

    private bool IsSoftDirty(Pte pte) => (model.Features & PteFeatures.SoftDirty) != 0 && model.IsSoftDirty(pte);

    // A flip may make a word that no formula speaks of.
    private static bool? Asked(Func<Pte, bool> asks, Pte pte)
    {
        try
        {
            return asks(pte);
        }
        catch (ArchitectureDefect)
        {
            return null;
        }
    }

    // Whether hardware's own dirty update changes it.
    private bool IsHardwares(PteBit bit) => model.DirtyUpdate != DirtyUpdate.None && _samples.Any(sample =>
        model.Hit(sample, Store) == AccessStage.Update && model.DecideUpdate(sample, Store, out var then)
        && IsSet(then, bit) != IsSet(sample, bit));

    private static Pte Flipped(Pte pte, PteBit bit) => new(pte.Value ^ 1UL << bit.Number);

    private static bool IsSet(Pte pte, PteBit bit) => (pte.Value >> bit.Number & 1) != 0;
}
