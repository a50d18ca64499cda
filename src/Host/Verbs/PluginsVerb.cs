using System.CommandLine;
using Emulator.Engine.Scenarios.Model;
using Emulator.Host.Configuration;
using Emulator.Host.Plugins;
using Emulator.Reports;

namespace Emulator.Host.Verbs;

/// <summary><c>plugins</c>: what was loaded, and what was refused and why.</summary>
internal sealed class PluginsVerb(Terminal terminal) : IVerb
{
    private static readonly Setting[] Used = [Settings.Plugins, Settings.Locked];
    private readonly Option<bool> _json = VerbOptions.Json();

    public Command Build()
    {
        var command = new Command("plugins",
            "List the architectures that were loaded, and the plugins that were refused and why.");
        command.Add(Used);
        command.Options.Add(_json);
        command.Subcommands.Add(Lock());
        command.SetAction(parsed =>
            List(PluginCatalog.Load(EffectiveSettings.Read(parsed.Given(Used))), parsed.GetValue(_json)));
        return command;
    }

    private int List(PluginCatalog catalog, bool json)
    {
        var architectures = catalog.Architectures.Select(Listed).ToList();
        if (json)
            terminal.Out.WriteLine(
                PluginsJson.Of(new(architectures, [.. catalog.Refused.Select(r => (r.Plugin, r.Path, r.Why))])));
        else
            new PluginsText(terminal.Out).Print(architectures);
        foreach (var refused in catalog.Refused)
            terminal.Fail($"plugin {refused.Plugin} was refused: {refused.Why}");
        return catalog.Refused.Count > 0 || architectures.Count == 0 ? ExitCode.BadInput : ExitCode.Ok;
    }

    private static ListedArchitecture Listed(LoadedArchitecture loaded) => new()
    {
        Name = loaded.Name,
        Plugin = loaded.Plugin,
        Version = loaded.Version,
        File = loaded.File,
        DirtySetBy = loaded.Facts.DirtySetBy,
        Reach = loaded.Facts.Reach,
        Features = loaded.Facts.Features,
        Traits = TraitsOf(loaded.Architecture),
        History = loaded.Facts.History,
        Exemptions = loaded.Facts.Exemptions ?? [],
        Bits = loaded.Facts.Bits,
    };

    // A walk that throws is a fault of the plugin's that 'verify' tells; here it is still listed.
    private static IReadOnlyList<string> TraitsOf(Architecture architecture)
    {
        try
        {
            return [.. Traits.Of(Declared.By(architecture)).Select(t => t.Name)];
        }
        catch (Exception)
        {
            return [];
        }
    }

    private Command Lock()
    {
        var command = new Command("lock",
            $"Write {LockFile.Name} to the current folder: the plugins as they are now, by SHA-256; none is run.");
        command.Add(Settings.Plugins);
        command.SetAction(parsed => Lock(PluginCatalog.Folders(
            EffectiveSettings.Read(parsed.Given([Settings.Plugins])))));
        return command;
    }

    private int Lock(IReadOnlyList<string> folders)
    {
        var locked = new List<LockedPlugin>();
        var refused = folders.Select(folder => PluginCatalog.Refusal(folder, () => locked.Add(LockedPlugin.Of(folder))))
            .OfType<RefusedPlugin>().ToList();
        foreach (var one in refused)
            terminal.Fail($"plugin {one.Plugin} can't be locked: {one.Why}");
        if (refused.Count > 0)
            return ExitCode.BadInput;
        foreach (var same in locked.GroupBy(p => p.Name).Where(g => g.Count() > 1))
            throw new UserError($"{same.Count()} plugins are named {same.Key} "
                + $"({string.Join(", ", folders.Where(f => PluginFolder.NameOf(f) == same.Key))}); "
                + "a lock knows them by name: rename a folder");
        LockFile.Write(locked);
        terminal.Say($"{LockFile.Name} is written: "
            + $"{string.Join(", ", locked.Select(p => $"{p.Name} {p.Version}, {p.Files.Count} files"))}");
        return ExitCode.Ok;
    }
}
