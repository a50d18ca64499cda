using System.CommandLine;
using Emulator.Engine.Cpu;
using Emulator.Host.Configuration;
using Emulator.Host.Files;
using Emulator.Host.Plugins;

namespace Emulator.Host.Verbs;

/// <summary><c>access</c>: the bare MMU, no fault handler; this is how plugins are held against other emulators.</summary>
internal sealed class AccessVerb(Terminal terminal) : IVerb
{
    private static readonly Setting[] Used = [Settings.Architecture, Settings.Plugins, Settings.Locked];

    public Command Build()
    {
        var command = new Command("access", "Make single accesses on the bare MMU: a JSON line in, a JSON line out.");
        command.Add(Used);
        var batch = BatchFile.Option();
        command.Options.Add(batch);
        command.SetAction(parsed =>
        {
            var settings = EffectiveSettings.Read(parsed.Given(Used));
            var architecture = PluginCatalog.Load(settings).One(settings);
            using var mmu = architecture.Run(BareMmu.Of);
            var file = new BatchFile(terminal, parsed.GetRequiredValue(batch));
            return file.Answer(architecture, (_, line) => Answer(mmu, line));
        });
        return command;
    }

    private static object Answer(BareMmu mmu, BatchLine line)
    {
        var prime = line.OptionalObject("prime");
        var request = new BareAccess(line.Word("pte"), AccessOf(line), prime is null ? null : AccessOf(prime),
            line.OptionalWord("new"), line.OptionalFlag("flush"));
        prime?.Finish();
        line.Finish();
        var (ok, pte) = mmu.Make(request);
        return new { Result = ok ? "ok" : "fault", Pte = pte.ToString() };
    }

    private static Access AccessOf(BatchLine line) => new(
        line.Choice("access", ("read", AccessKind.Read), ("write", AccessKind.Write), ("exec", AccessKind.Execute)), line.Flag("user"));
}
