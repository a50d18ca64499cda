using System.CommandLine;
using System.Text.Json;
using Emulator.Engine.Scenarios.Model;
using Emulator.Engine.Scenarios.Verdicts;
using Emulator.Host.Configuration;
using Emulator.Host.Plugins;
using Emulator.Host.Rendering;
using Emulator.Reports;

namespace Emulator.Host.Verbs;

/// <summary><c>plugins</c>: what was loaded, and what was refused and why.</summary>
internal sealed class PluginsVerb(Terminal terminal) : IVerb
{
    private static readonly Setting[] Used = [Settings.Plugins, Settings.Locked];

    public Command Build()
    {
        var command = new Command("plugins", "List the architectures that were loaded, and the plugins that were refused and why.");
        command.Add(Used);
        var json = VerbOptions.Json();
        command.Options.Add(json);
        command.Subcommands.Add(Lock());
        command.SetAction(parsed =>
        {
            var catalog = PluginCatalog.Load(EffectiveSettings.Read(parsed.Given(Used)));
            if (parsed.GetValue(json))
                terminal.Out.WriteLine(JsonSerializer.Serialize(Document(catalog), Json.Indented));
            else
                Print(catalog);
            foreach (var refused in catalog.Refused)
                terminal.Fail($"plugin {refused.Plugin} was refused: {refused.Why}");
            return catalog.Refused.Count > 0 || catalog.Architectures.Count == 0 ? ExitCode.BadInput : ExitCode.Ok;
        });
        return command;
    }

    private Command Lock()
    {
        var command = new Command("lock", $"Write {LockFile.Name} to the current folder: the plugins as they are now, by SHA-256; none is run.");
        command.Add(Settings.Plugins);
        command.SetAction(parsed => Lock(PluginCatalog.Folders(EffectiveSettings.Read(parsed.Given([Settings.Plugins])))));
        return command;
    }

    private int Lock(IReadOnlyList<string> folders)
    {
        var locked = new List<LockedPlugin>();
        var refused = folders.Select(folder => PluginCatalog.Refusal(folder, () => locked.Add(LockedPlugin.Of(folder)))).OfType<RefusedPlugin>().ToList();
        foreach (var one in refused)
            terminal.Fail($"plugin {one.Plugin} can't be locked: {one.Why}");
        if (refused.Count > 0)
            return ExitCode.BadInput;
        foreach (var same in locked.GroupBy(p => p.Name).Where(g => g.Count() > 1))
            throw new UserError($"{same.Count()} plugins are named {same.Key} ({string.Join(", ", folders.Where(f => PluginFolder.NameOf(f) == same.Key))}); "
                + "a lock knows them by name: rename a folder");
        LockFile.Write(locked);
        terminal.Say($"{LockFile.Name} is written: {string.Join(", ", locked.Select(p => $"{p.Name} {p.Version}, {p.Files.Count} files"))}");
        return ExitCode.Ok;
    }

    private void Print(PluginCatalog catalog)
    {
        var table = new TextTable("architecture", "plugin", "version", "dirty set by", "flush", "optional") { OfWords = true };
        foreach (var a in catalog.Architectures)
            table.Add(a.Name, a.Plugin, a.Version, a.Facts.DirtySetBy, Reach(a.Facts.Reach), Optional(a.Facts.Features));
        foreach (var line in table.Lines())
            terminal.Out.WriteLine(line);
        Print("historic, left out unless named or with --historic:", catalog.Architectures.Where(a => a.Facts.History is not null).Select(a => (a.Name, a.Facts.History!)));
        Print("exempt from laws, on purpose:", catalog.Architectures.SelectMany(a => a.Facts.Exemptions!.Select(e => ($"{a.Name}, {e.Law}", e.Why))));
        foreach (var format in catalog.Architectures.GroupBy(a => string.Join(' ', a.Facts.Bits.Select(Bit))))
        {
            terminal.Out.WriteLine();
            terminal.Out.WriteLine($"{string.Join(", ", format.Select(a => a.Name))}: {format.First().File}");
            foreach (var line in Wrapped(format.First().Facts.Bits.Select(Bit)))
                terminal.Out.WriteLine(line);
        }
    }

    private void Print(string heading, IEnumerable<(string Name, string Says)> lines)
    {
        foreach (var (n, (name, says)) in lines.Index())
        {
            if (n == 0)
                terminal.Out.WriteLine($"\n{heading}");
            foreach (var line in TraceText.Wrap($"{name}: {says.TrimEnd('.')}.", "  ", "    "))
                terminal.Out.WriteLine(line);
        }
    }

    private static string Bit(PteBit bit) => bit.Width == 1 ? $"{bit.Number} {bit.Name}" : $"{bit.Number}..{bit.Number + bit.Width - 1} {bit.Name}";

    private static IEnumerable<string> Wrapped(IEnumerable<string> bits)
    {
        var line = "  bits";
        foreach (var bit in bits)
        {
            if (line.Length + bit.Length + 2 > 80)
            {
                yield return line + ",";
                line = "      ";
            }
            line += (line is "  bits" or "      " ? " " : ", ") + bit;
        }
        yield return line;
    }

    private static string Reach(FlushReach reach) => reach switch
    {
        FlushReach.Interrupt => "interrupt",
        FlushReach.Broadcast => "broadcast",
        _ => "with the change",
    };

    private static string Optional(PteFeatures features)
    {
        var names = new[] { (PteFeatures.SoftDirty, "soft-dirty"), (PteFeatures.Huge, "huge"), (PteFeatures.ProtNone, "prot-none"), (PteFeatures.Swap, "swap") }
            .Where(f => (features & f.Item1) != 0).Select(f => f.Item2);
        return string.Join(' ', names);
    }

    private static object Document(PluginCatalog catalog) => new
    {
        Architectures = catalog.Architectures.Select(a => new
        {
            Architecture = a.Name,
            a.Plugin,
            a.Version,
            a.File,
            DirtySetBy = a.Facts.DirtySetBy,
            Flush = Reach(a.Facts.Reach),
            Optional = Optional(a.Facts.Features).Split(' ', StringSplitOptions.RemoveEmptyEntries),
            History = a.Facts.History,
            Exempt = a.Facts.Exemptions!.Select(e => new { e.Law, e.Why }),
            Bits = a.Facts.Bits.Select(b => new { b.Number, b.Width, b.Name, b.Meaning }),
        }),
        Refused = catalog.Refused.Select(r => new { r.Plugin, r.Path, r.Why }),
    };
}
