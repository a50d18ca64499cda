using System.CommandLine;
using Emulator.Engine.Memory;
using Emulator.Engine.Passes;
using Emulator.Engine.Workloads;
using Emulator.Host.Batch;
using Emulator.Host.Configuration;
using Emulator.Host.Plugins;

namespace Emulator.Host.Verbs;

/// <summary><c>pass clean|wrprotect</c>: single <c>apply_as</c> calls, each on one VMA.</summary>
internal sealed class PassVerb(Terminal terminal) : IVerb
{
    private static readonly Setting[] Used = [Settings.Architecture, Settings.Rules, Settings.Flush, Settings.Plugins, Settings.Locked];

    public Command Build()
    {
        var command = new Command("pass", "Make single apply_as calls on one VMA: a JSON line in, a JSON line out.");
        command.Subcommands.Add(Kind("clean", "apply_as_clean: clean dirty entries and record their pages.", clean: true));
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
            var file = new BatchFile(terminal, parsed.GetValue(batch)!);
            var pass = new SinglePass(clean, settings.Get(Settings.Rules), settings.Get(Settings.Flush),
                message => terminal.Warn($"{file.Where}: {message}"));
            return file.Answer(line => architecture.Run(a => clean ? Clean(pass, a, line) : WriteProtect(pass, a, line)));
        });
        return command;
    }

    private static object Clean(SinglePass pass, Architecture architecture, BatchLine line)
    {
        var call = CallOf(line);
        var pgoff = line.Number("bitmap_pgoff");
        var bits = line.OptionalNumber("bitmap_bits");
        var window = new DirtyWindow(line.Number("start"), line.Number("end"));
        line.Finish();
        if (pass.Walks(call.Flags))
            CheckBitmap(call.Clipped, pgoff, bits);
        var (ptes, result, recorded) = pass.Make(architecture, call);
        window = window.After(call.Nr, result.Touched, pgoff);
        return new
        {
            Ptes = ptes.Select(p => p.ToString()),
            Total = result.Changed,
            Bitmap = recorded.Select(page => page - pgoff),
            window.Start,
            window.End,
            Flush = FlushOf(result),
        };
    }

    // The fields that only a clean pass uses are asked for all the same: one file serves both.
    private static object WriteProtect(SinglePass pass, Architecture architecture, BatchLine line)
    {
        var call = CallOf(line);
        foreach (var unused in new[] { "bitmap_pgoff", "start", "end" })
            line.Number(unused);
        line.OptionalNumber("bitmap_bits");
        line.Finish();
        var (ptes, result, _) = pass.Make(architecture, call);
        return new { Ptes = ptes.Select(p => p.ToString()), Total = result.Changed, Flush = FlushOf(result) };
    }

    private static object? FlushOf(PassResult result) => result.Touched is { } touched ? new { touched.Start, touched.End } : null;

    private static SinglePassCall CallOf(BatchLine line)
    {
        var call = new SinglePassCall(line.Words("ptes"), line.Number("vm_pgoff"), line.Number("first_index"), line.Number("nr"), FlagsOf(line));
        if (call.VmPgoff > ulong.MaxValue - (ulong)call.Ptes.Count)
            throw new BatchException("field 'vm_pgoff': the last page's offset is beyond 2^64");
        if (call.FirstIndex > ulong.MaxValue - call.Nr)
            throw new BatchException("field 'nr': first_index + nr is beyond 2^64-1");
        return call;
    }

    private static VmFlags FlagsOf(BatchLine line) => line.Choices("flags", ("shared", VmFlags.Shared), ("write", VmFlags.Write),
        ("maywrite", VmFlags.MayWrite), ("io", VmFlags.Io), ("hugetlb", VmFlags.HugeTlb)).Aggregate(VmFlags.None, (all, flag) => all | flag);

    private static void CheckBitmap(PgoffRange pages, ulong pgoff, ulong? bits)
    {
        if (pages.IsEmpty)
            return;
        if (pages.Start < pgoff)
            throw new BatchException($"page offset {pages.Start} is below bitmap_pgoff {pgoff}; start the bitmap at the range's first page or before");
        if (bits is { } size && pages.End - pgoff > size)
            throw new BatchException($"page offset {pages.End - 1} is beyond the bitmap of {size} bits from {pgoff}; at least {pages.End - pgoff} bits are needed");
    }
}
