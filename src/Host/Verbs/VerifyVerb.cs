using System.Collections.Concurrent;
using System.CommandLine;
using System.Text.Json;
using Emulator.Host.Configuration;
using Emulator.Host.Plugins;
using Emulator.Host.Rendering;
using Emulator.Host.Verification;
using Emulator.Reports;

namespace Emulator.Host.Verbs;

/// <summary><c>verify</c>: the laws, proved over all entries, and the standard scenarios, explored.</summary>
internal sealed class VerifyVerb(Terminal terminal) : IVerb
{
    private const int MostProcesses = 2;
    private static readonly Setting[] Used = [Settings.Architectures, Settings.Plugins, Settings.Locked];
    private readonly Argument<string[]> _what = new("WHAT") { Description = "A plugin's DLL or folder, which is loaded in a process of its own, or an architecture's name; none: all that are loaded.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string[]> _laws = new("--law") { Description = "Ask this law alone.", HelpName = "law" };
    private readonly Option<int> _time = new("--time") { Description = "Most seconds for a plugin that is loaded in a process of its own.", HelpName = "seconds", DefaultValueFactory = _ => 60 };
    private readonly Option<bool> _watch = Watch.Option(), _json = VerbOptions.Json();
    private readonly Option<bool> _historic = VerbOptions.Historic();

    public Command Build()
    {
        var command = new Command("verify", "Prove the laws of entry helpers, hardware and fault handler over all entries, and explore the standard scenarios.");
        command.Arguments.Add(_what);
        command.Add(Used);
        command.Options.Add(_laws);
        command.Options.Add(_historic);
        command.Options.Add(_time);
        _time.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && (!int.TryParse(token.Value, out var seconds) || seconds is < 1 or > 86_400))
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
        var what = parsed.GetValue(_what) ?? [];
        foreach (var unknown in what.Where(w => w.StartsWith('-') && !IsPath(w)))
            throw new UserError($"{unknown}: there is no such option. See 'emulator verify --help'.", ExitCode.Usage);
        if (what.Any(string.IsNullOrWhiteSpace))
            throw new UserError("an empty name; expected a plugin's DLL, its folder, or the name of an architecture", ExitCode.Usage);
        var (paths, names) = (what.Where(IsPath).ToList(), what.Where(w => !IsPath(w)).ToList());
        var given = parsed.Given(Used);
        if (names.Count > 0)
            given[Settings.Architectures.Key] = string.Join(',', names);
        var settings = EffectiveSettings.Read(given);
        var locked = settings.Get(Settings.Locked);
        if (paths.Count > 0)
            PluginLock.InForce(settings);   // what is wrong with it is said once, here
        var asksLoaded = names.Count > 0 || paths.Count == 0;
        if (parsed.GetValue(_watch))
            return new Watch(terminal, settings, paths, isDocument: parsed.GetValue(_json)).Run((catalog, _) => Print(parsed, laws, paths, locked, asksLoaded ? Loaded(parsed, settings, catalog, laws) : []));
        return Print(parsed, laws, paths, locked, asksLoaded ? Loaded(parsed, settings, PluginCatalog.Load(settings), laws) : []);
    }

    // Two processes at a time: proving takes one core, and order is kept.
    private static IEnumerable<IReadOnlyList<VerifiedLaw>> OfPaths(List<string> paths, string[] laws, TimeSpan most, bool locked, IReadOnlyList<VerifiedLaw> loaded)
    {
        foreach (var path in paths.Where(p => !File.Exists(p) && !Directory.Exists(p)))
            throw new UserError($"{path}: there is no such file or folder; expected a plugin's DLL, its folder, or the name of an architecture");
        var verified = paths.AsParallel().AsOrdered().WithDegreeOfParallelism(Math.Clamp(paths.Count, 1, MostProcesses)).WithExecutionMode(ParallelExecutionMode.ForceParallelism)
            .Select(path => OfPath(path, laws, most, locked)).ToList();
        return verified.Select((verdicts, n) => Named(verdicts, paths[n], [.. loaded, .. verified.Where((_, other) => other != n).SelectMany(v => v)]));
    }

    // Where several say the same name, whose verdict is whose must be seen.
    private static IReadOnlyList<VerifiedLaw> Named(IReadOnlyList<VerifiedLaw> verdicts, string path, IReadOnlyList<VerifiedLaw> others)
    {
        var taken = others.Select(v => v.Architecture).ToHashSet();
        return [.. verdicts.Select(v => taken.Contains(v.Architecture) ? v with { Architecture = v.Law == VerifiedLaw.Plugin ? path : $"{v.Architecture} of {path}" } : v)];
    }

    private static IReadOnlyList<VerifiedLaw> OfPath(string path, string[] laws, TimeSpan most, bool locked)
    {
        try
        {
            return new PluginProcess(File.Exists(path) ? path : PluginFolder.Find(path), laws, most, locked).Run();
        }
        catch (Exception e) when (e is PluginException or IOException or UnauthorizedAccessException)
        {
            var holdsPlugins = Directory.Exists(path) && Directory.GetFiles(path, "*.dll").Length == 0 && Directory.GetDirectories(path).Any(d => File.Exists(Path.Combine(d, Path.GetFileName(d) + ".dll")));
            return [new(path, VerifiedLaw.Plugin, VerifiedLaw.Broken, null, holdsPlugins ? $"is a folder of plugins; say '--plugins {path}', or name one plugin's folder in it" : e.Message, [], [])];
        }
    }

    private int Print(ParseResult parsed, string[] laws, List<string> paths, bool locked, IReadOnlyList<VerifiedLaw> loaded)
    {
        var most = TimeSpan.FromSeconds(parsed.GetValue(_time));
        IReadOnlyList<VerifiedLaw> verdicts = [.. loaded, .. OfPaths([.. paths.DistinctBy(p => Path.TrimEndingDirectorySeparator(Path.GetFullPath(p)))], laws, most, locked, loaded).SelectMany(v => v)];
        if (parsed.GetValue(_json))
            terminal.Out.WriteLine(JsonSerializer.Serialize(new { Results = verdicts.Select(v => new { v.Architecture, v.Law, v.Verdict, v.Entry, v.Why }) }, Json.Indented));
        else
            new VerifyText(terminal).Print(verdicts, laws);
        terminal.Out.Flush();
        return verdicts.Any(v => v.Law == VerifiedLaw.Plugin) ? ExitCode.BadInput : verdicts.Any(v => v.Verdict == VerifiedLaw.Broken) ? ExitCode.Violated : ExitCode.Ok;
    }

    private List<VerifiedLaw> Loaded(ParseResult parsed, EffectiveSettings settings, PluginCatalog catalog, string[] laws)
    {
        // Who asks for all that are loaded asks for those that can't be.
        var asksAll = settings.Get(Settings.Architectures).Length == 0;
        foreach (var refused in asksAll ? [] : catalog.Refused)
            terminal.Warn($"plugin {refused.Plugin} was refused: {refused.Why}");
        var chosen = catalog.Chosen(settings, parsed.GetValue(_historic));
        var failed = asksAll ? catalog.Refused.Select(r => new VerifiedLaw(r.Plugin, VerifiedLaw.Plugin, VerifiedLaw.Broken, null, r.Why, [], [])) : [];
        return [.. failed, .. Partitioner.Create(chosen, EnumerablePartitionerOptions.NoBuffering).AsParallel().AsOrdered().SelectMany(a => Laws.Verify(terminal, a, laws))];
    }

    private string[] LawsOf(ParseResult parsed)
    {
        var known = Laws.All.Select(l => l.Name).ToList();
        string[] asked = [.. (parsed.GetValue(_laws) ?? []).SelectMany(l => l.Split(',', StringSplitOptions.TrimEntries))
            .Select(l => known.FirstOrDefault(k => k.Equals(l, StringComparison.OrdinalIgnoreCase)) ?? l).Distinct()];
        if (asked.Contains(""))
            throw new UserError("--law: an empty name; expected a law's, or several with commas between them", ExitCode.Usage);
        foreach (var law in asked.Where(l => !known.Contains(l)))
            throw new UserError($"--law {law}: unknown; {Hints.Hint(law, known)}expected {string.Join(", ", known)}", ExitCode.Usage);
        return asked.Length == 0 ? [.. known] : [.. known.Where(asked.Contains)];
    }

    private static bool IsPath(string what) => what.Contains('/') || what.Contains('\\') || what.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) || Directory.Exists(what) || File.Exists(what);
}
