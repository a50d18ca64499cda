using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics;
using System.Runtime.Loader;
using Emulator.Engine.Cpu;
using Emulator.Engine.Scenarios.Language;
using Emulator.Engine.Workloads;
using Emulator.Host.Scenarios;
using Emulator.Host.Verbs;
using Microsoft.Extensions.DependencyInjection;

namespace Emulator.Host;

/// <summary>The composition root: verbs, and what their failures end the process with.</summary>
internal static class Program
{
    private static readonly Type[] Verbs =
    [
        typeof(CompareVerb), typeof(RunVerb), typeof(PluginsVerb), typeof(ExploreVerb), typeof(ReplayVerb), typeof(AnswersVerb), typeof(ScenarioVerb), typeof(AccessVerb), typeof(PassVerb), typeof(StressVerb),
        typeof(ConfigVerb), typeof(CompletionVerb),
    ];

    private static int Main(string[] args)
    {
        var terminal = Terminal.OfProcess();
        var code = Guarded(terminal, () => Run(args, terminal));
        return Math.Max(code, Guarded(terminal, () =>
        {
            terminal.Out.Flush();
            return ExitCode.Ok;
        }));
    }

    private static int Run(string[] args, Terminal terminal)
    {
        var services = new ServiceCollection().AddSingleton(terminal);
        foreach (var verb in Verbs)
            services.AddSingleton(typeof(IVerb), verb);
        using var provider = services.BuildServiceProvider();
        var root = new RootCommand("Emulates page-table dirty tracking on many architectures.");
        foreach (var verb in provider.GetServices<IVerb>())
            root.Subcommands.Add(verb.Build());
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0 && !IsHelp(args))
            throw new UserError($"{UsageError(parsed)} See 'emulator {CommandPath(parsed)}--help'.", ExitCode.Usage);
        return parsed.Invoke(new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            Output = terminal.Out,
            Error = terminal.Error,
        });
    }

    private static bool IsHelp(string[] args) => args.Any(a => a is "--help" or "-h" or "-?") || args is [['[', ..], ..];

    // An unknown word also makes its neighbours wrong: say the word.
    private static string UsageError(ParseResult parsed)
    {
        var errors = parsed.Errors.Select(e => e.Message.Split('\n')[0].TrimEnd('.', '?')).ToList();
        var option = errors.FirstOrDefault(e => e.StartsWith(VerbOptions.UnknownOption, StringComparison.Ordinal));
        return (option ?? (parsed.UnmatchedTokens is [var word, ..] ? $"'{word}' is not known here" : errors[0])) + ".";
    }

    private static string CommandPath(ParseResult parsed)
    {
        var path = "";
        for (var command = parsed.CommandResult; command?.Parent is CommandResult parent; command = parent)
            path = command.Command.Name + " " + path;
        return path;
    }

    private static int Guarded(Terminal terminal, Func<int> work)
    {
        try
        {
            return work();
        }
        catch (UserError e)
        {
            terminal.Fail(e.Message);
            return e.ExitCode;
        }
        catch (TraceException e)
        {
            terminal.Fail(e.Message);
            return ExitCode.BadInput;
        }
        catch (ScenarioException e)
        {
            terminal.Fail(e.Message);
            return ExitCode.BadInput;
        }
        catch (ExplorationException e) when (e.InnerException is ArchitectureDefect || (e.InnerException is { } inner && PluginIn(inner) is not null))
        {
            terminal.Fail($"plugin {e.Plugin} failed {e.Message}; nothing is said of this row: mend the plugin, or leave {e.Architecture} out with --arch");
            return ExitCode.BadInput;
        }
        catch (ArchitectureDefect e)
        {
            terminal.Fail($"an architecture plugin contradicts itself: {e.Message}; mend the plugin");
            return ExitCode.BadInput;
        }
        catch (IOException e)
        {
            terminal.Fail($"the results can't be written: {e.Message.TrimEnd('.')}; free some room or write elsewhere");
            return ExitCode.BadInput;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
        catch (Exception e) when (PluginIn(e) is { } plugin)
        {
            terminal.Fail($"plugin {plugin} threw {e.GetType().Name}: {e.Message.Split('\n')[0].TrimEnd('.')}; mend the plugin, or leave it out with --arch");
            return ExitCode.BadInput;
        }
        catch (Exception e)
        {
            terminal.Fail($"a defect of the emulator: {e.GetType().Name}: {e.Message.Split('\n')[0]}; please report it with the command that showed it");
            return ExitCode.Defect;
        }
    }

    // Plugins live in load contexts of their own: the innermost such frame is the culprit.
    private static string? PluginIn(Exception e) => new StackTrace(e).GetFrames()
        .Select(frame => frame.GetMethod()?.Module.Assembly)
        .FirstOrDefault(a => a is not null && AssemblyLoadContext.GetLoadContext(a) != AssemblyLoadContext.Default)?.GetName().Name;
}
