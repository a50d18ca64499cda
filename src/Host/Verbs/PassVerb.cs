using System.CommandLine;
using Emulator.Engine.Memory;
using Emulator.Engine.Passes;
using Emulator.Engine.Workloads;
using Emulator.Host.Configuration;
using Emulator.Host.Files;
using Emulator.Host.Plugins;

namespace Emulator.Host.Verbs;

/// <summary><c>pass clean|wrprotect</c>: single <c>apply_as</c> calls, each on one VMA or several.</summary>
internal sealed class PassVerb(Terminal terminal) : IVerb
{
    private const ulong MostBits = 1UL << 30;
    private static readonly Setting[] Used = [Settings.Architecture, Settings.Rules, Settings.Flush, Settings.Plugins,
        Settings.Locked];

    public Command Build()
    {
        var command = new Command("pass",
            "Make single apply_as calls, on one VMA or several: a JSON line in, a JSON line out.");
        command.Subcommands.Add(Kind("clean", "apply_as_clean: clean dirty entries and record their pages.",
            clean: true));
        command.Subcommands.Add(Kind("wrprotect", "apply_as_wrprotect: write-protect writable entries.", clean: false));
        return command;
    }

    private Command Kind(string name, string description, bool clean)
    {
        var command = new Command(name, description);
        command.Add(Used);
        var batch = BatchFile.Option();
        command.Options.Add(batch);
        command.SetAction(parsed =>
        {
            var settings = EffectiveSettings.Read(parsed.Given(Used));
            var architecture = PluginCatalog.Load(settings).One(settings);
            if (clean && (architecture.Facts.Features & PteFeatures.NoDirtyBit) != 0)
                throw new UserError($"{architecture.Name} has no dirty bit: there is nothing that apply_as_clean could "
                    + "clean; use 'pass wrprotect', or another architecture");
            var file = new BatchFile(terminal, parsed.GetRequiredValue(batch));
            var pass = new SinglePass(clean, settings.Get(Settings.Rules), settings.Get(Settings.Flush),
                message => terminal.Warn($"{file.Where}: {message}"));
            return file.Answer(architecture, (a, line) => clean ? Clean(pass, a, line) : WriteProtect(pass, a, line));
        });
        return command;
    }

    private static object Clean(SinglePass pass, Architecture architecture, BatchLine line)
    {
        var (call, several) = CallOf(line);
        var pgoff = line.Number("bitmap_pgoff");
        var bits = line.OptionalNumber("bitmap_bits");
        var window = new DirtyWindow(line.Number("start"), line.Number("end"));
        line.Finish();
        CheckBitmap(pass.Recordable(call), pgoff, bits);
        var outcome = pass.Make(architecture, call);
        window = window.After(call.Nr, outcome.Result.Touched, pgoff);
        var bitmap = outcome.Recorded.Select(page => page - pgoff);
        return several
            ? new { Vmas = outcome.Ptes.Select(Spelled), Total = outcome.Result.Changed, Bitmap = bitmap, window.Start,
                window.End, Flushes = FlushesOf(outcome) }
            : new { Ptes = Spelled(outcome.Ptes[0]), Total = outcome.Result.Changed, Bitmap = bitmap, window.Start,
                window.End, Flush = FlushOf(outcome.Result) };
    }

    // The fields that only a clean pass uses are asked for all the same: one file serves both.
    private static object WriteProtect(SinglePass pass, Architecture architecture, BatchLine line)
    {
        var (call, several) = CallOf(line);
        foreach (var unused in new[] { "bitmap_pgoff", "start", "end" })
            line.Number(unused);
        line.OptionalNumber("bitmap_bits");
        line.Finish();
        var outcome = pass.Make(architecture, call);
        return several
            ? new { Vmas = outcome.Ptes.Select(Spelled), Total = outcome.Result.Changed, Flushes = FlushesOf(outcome) }
            : new { Ptes = Spelled(outcome.Ptes[0]), Total = outcome.Result.Changed, Flush = FlushOf(outcome.Result) };
    }

    private static IEnumerable<string> Spelled(IReadOnlyList<Pte> ptes) => ptes.Select(p => p.ToString());

    private static object? FlushOf(PassResult result) => result.Touched is { } touched
        ? new { touched.Start, touched.End } : null;

    private static object FlushesOf(SinglePassOutcome outcome) =>
        outcome.Flushes.Select(f => new { f.Vma, f.Pages.Start, f.Pages.End });

    // One VMA says its fields itself; several are an array.
    private static (SinglePassCall Call, bool Several) CallOf(BatchLine line)
    {
        var several = line.OptionalObjects("vmas");
        if (several is { Count: 0 })
            throw new BatchException("field 'vmas': expected one VMA or more");
        IReadOnlyList<SinglePassVma> vmas = several is null ? [VmaOf(line)] : [.. several.Select(one =>
        {
            var vma = VmaOf(one);
            one.Finish();
            return vma;
        })];
        var call = new SinglePassCall(vmas, line.Number("first_index"), line.Number("nr"));
        return call.FirstIndex <= ulong.MaxValue - call.Nr ? (call, several is not null)
            : throw new BatchException("field 'nr': first_index + nr is beyond 2^64-1");
    }

    private static SinglePassVma VmaOf(BatchLine line)
    {
        var vma = new SinglePassVma(line.Words("ptes"), line.Number("vm_pgoff"), FlagsOf(line));
        return vma.VmPgoff <= ulong.MaxValue - (ulong)vma.Ptes.Count ? vma
            : throw new BatchException("field 'vm_pgoff': the last page's offset is beyond 2^64");
    }

    private static VmFlags FlagsOf(BatchLine line) => line
        .Choices("flags", ("shared", VmFlags.Shared), ("write", VmFlags.Write), ("maywrite", VmFlags.MayWrite),
            ("io", VmFlags.Io), ("hugetlb", VmFlags.HugeTlb))
        .Aggregate(VmFlags.None, (all, flag) => all | flag);

    private static void CheckBitmap(PgoffRange pages, ulong pgoff, ulong? bits)
    {
        if (pages.IsEmpty)
            return;
        if (pages.Length > MostBits)
            throw new BatchException(
                $"the VMAs span {pages.Length} page offsets, from {pages.Start} to {pages.End - 1}; expected "
                + $"{MostBits} at most in one bitmap");
        if (pages.Start < pgoff)
            throw new BatchException(
                $"page offset {pages.Start} is below bitmap_pgoff {pgoff}; start the bitmap at the range's first page "
                + "or before");
        if (bits is { } size && pages.End - pgoff > size)
            throw new BatchException(
                $"page offset {pages.End - 1} is beyond the bitmap of {size} bits from {pgoff}; at least "
                + $"{pages.End - pgoff} bits are needed");
    }
}
