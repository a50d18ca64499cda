using System.Collections.Concurrent;
using System.CommandLine;
using Emulator.Host.Configuration;
using Emulator.Host.Plugins;
using Emulator.Host.Runs;
using Emulator.Host.Watching;
using Emulator.Reports;

namespace Emulator.Host.Verbs;

/// <summary><c>verify</c>: the laws, proved over all entries, and the standard scenarios, explored.</summary>
internal sealed class VerifyVerb(Terminal terminal) : IVerb
{
    private static readonly Setting[] Used = [Settings.Architectures, Settings.Plugins, Settings.Locked];
    private readonly Argument<string[]> _what = new("WHAT")
    {
        Description = "A plugin's DLL or folder, which is loaded in a process of its own, or an architecture's name; "
            + "none: all that are loaded.",
        Arity = ArgumentArity.ZeroOrMore,
    };
    private readonly Option<string[]> _laws = new("--law") { Description = "Ask this law alone.", HelpName = "law" };
    private readonly Option<int> _time = new("--time")
    {
        Description = "Most seconds for a plugin that is loaded in a process of its own.",
        HelpName = "seconds",
        DefaultValueFactory = _ => 60,
    };
    private readonly Option<bool> _watch = Watch.Option(), _json = VerbOptions.Json();
    private readonly Option<bool> _historic = VerbOptions.Historic();

    /// <summary>What was asked for.</summary>
    /// <param name="Settings">With the architectures that were named.</param>
    /// <param name="Paths">Plugins that were named by their paths.</param>
    /// <param name="AsksLoaded">Whether loaded architectures are asked too.</param>
    private sealed record Asked(EffectiveSettings Settings, IReadOnlyList<string> Paths, bool AsksLoaded);

    public Command Build()
    {
        var command = new Command("verify", "Prove the laws of entry helpers, hardware and fault handler over all "
            + "entries, and explore the standard scenarios.");
        command.Arguments.Add(_what);
        command.Add(Used);
        command.Options.Add(_laws);
        command.Options.Add(_historic);
        command.Options.Add(_time);
        _time.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && (!int.TryParse(token.Value, out var seconds)
                || seconds is < 1 or > 86_400))
                result.AddError($"--time {token.Value}: expected a whole number from 1 to 86400");
        });
        _laws.CompletionSources.Add([.. Laws.All.Select(l => l.Name)]);
        command.Options.Add(_watch);
        command.Options.Add(_json);
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var laws = LawsOf(parsed);
        var asked = AskedIn(parsed);
        if (parsed.GetValue(_watch))
            return new Watch(terminal, asked.Settings, asked.Paths, isDocument: parsed.GetValue(_json))
                .Run((catalog, _) => Verify(parsed, laws, asked, () => catalog));
        return Verify(parsed, laws, asked, () => PluginCatalog.Load(asked.Settings));
    }

    private Asked AskedIn(ParseResult parsed)
    {
        var what = parsed.GetValue(_what) ?? [];
        foreach (var unknown in what.Where(w => w.StartsWith('-') && !IsPath(w)))
            throw new UserError($"{unknown}: there is no such option. See 'emulator verify --help'.", ExitCode.Usage);
        if (what.Any(string.IsNullOrWhiteSpace))
            throw new UserError("an empty name; expected a plugin's DLL, its folder, or the name of an architecture",
                ExitCode.Usage);
        VerifiedPaths.Check(what);
        var (paths, names) = (what.Where(IsPath).ToList(), what.Where(w => !IsPath(w)).ToList());
        var given = parsed.Given(Used);
        if (names.Count > 0)
            given[Settings.Architectures.Key] = string.Join(',', names);
        var settings = EffectiveSettings.Read(given);
        if (paths.Count > 0)
            PluginLock.InForce(settings);   // what is wrong with it is said once, here
        return new(settings, paths, names.Count > 0 || paths.Count == 0);
    }

    private int Verify(ParseResult parsed, IReadOnlyList<(string Name, string Says)> laws, Asked asked,
        Func<PluginCatalog> catalog)
    {
        List<string> names = [.. laws.Select(l => l.Name)];
        IReadOnlyList<VerifiedLaw> loaded = asked.AsksLoaded
            ? Loaded(asked.Settings, catalog(), parsed.GetValue(_historic), names) : [];
        var most = TimeSpan.FromSeconds(parsed.GetValue(_time));
        var paths = new VerifiedPaths(names, most, asked.Settings.Get(Settings.Locked)).Verify(asked.Paths, loaded);
        IReadOnlyList<VerifiedLaw> verdicts = [.. loaded, .. paths];
        if (parsed.GetValue(_json))
            terminal.Out.WriteLine(VerifyJson.Of(verdicts));
        else
            new VerifyText(terminal.Out, laws).Print(verdicts);
        terminal.Out.Flush();
        return verdicts.Any(v => v.Law == VerifiedLaw.Plugin) ? ExitCode.BadInput
            : verdicts.Any(v => v.Verdict == VerifiedLaw.Broken) ? ExitCode.Violated : ExitCode.Ok;
    }

    private List<VerifiedLaw> Loaded(
        EffectiveSettings settings, PluginCatalog catalog, bool historic, IReadOnlyList<string> laws)
    {
        // Who asks for all that are loaded asks for those that can't be.
        var asksAll = settings.Get(Settings.Architectures).Length == 0;
        if (!asksAll)
            catalog.WarnOfRefused(terminal);
        var chosen = catalog.Chosen(settings, historic);
        var failed = asksAll ? catalog.Refused.Select(r => VerifiedLaw.Failed(r.Plugin, r.Why)) : [];
        var verified = Partitioner.Create(chosen, EnumerablePartitionerOptions.NoBuffering).AsParallel().AsOrdered()
            .SelectMany(a => Laws.Verify(terminal, a, laws));
        return [.. failed, .. verified];
    }

    private IReadOnlyList<(string Name, string Says)> LawsOf(ParseResult parsed)
    {
        var known = Laws.All.Select(l => l.Name).ToList();
        List<string> asked = [.. (parsed.GetValue(_laws) ?? [])
            .SelectMany(l => l.Split(',', StringSplitOptions.TrimEntries))
            .Select(l => known.FirstOrDefault(k => k.Equals(l, StringComparison.OrdinalIgnoreCase)) ?? l).Distinct()];
        if (asked.Contains(""))
            throw new UserError("--law: an empty name; expected a law's, or several with commas between them",
                ExitCode.Usage);
        foreach (var law in asked.Where(l => !known.Contains(l)))
            throw new UserError(
                $"--law {law}: unknown; {Hints.Hint(law, known)}expected {string.Join(", ", known)}", ExitCode.Usage);
        return [.. Laws.All.Where(l => asked.Count == 0 || asked.Contains(l.Name))];
    }

    private static bool IsPath(string what) => what.Contains('/') || what.Contains('\\')
        || what.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) || Directory.Exists(what) || File.Exists(what);
}
