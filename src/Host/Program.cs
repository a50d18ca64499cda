using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using Emulator.Host.Runs;
using Emulator.Host.Verbs;
using Microsoft.Extensions.DependencyInjection;

namespace Emulator.Host;

/// <summary>The composition root: verbs, and what their failures end the process with.</summary>
internal static partial class Program
{
    private static readonly Type[] Verbs =
    [
        typeof(CompareVerb), typeof(RunVerb), typeof(PluginsVerb), typeof(ExploreVerb), typeof(VerifyVerb),
        typeof(VerifyChildVerb), typeof(ReplayVerb), typeof(ExportVerb), typeof(AnswersVerb), typeof(MuseumVerb),
        typeof(ScenarioVerb),
        typeof(AccessVerb), typeof(PassVerb), typeof(StressVerb), typeof(ConfigVerb), typeof(CompletionVerb),
    ];

    private static int Main(string[] args) => Whole(args, Terminal.OfProcess());

    /// <summary>Runs a command line in this process, as often as is liked: the program but for its streams.</summary>
    /// <returns>The exit code.</returns>
    // The tests find it by its name.
    private static int Run(string[] args, TextWriter output, TextWriter error) =>
        Whole(args, new Terminal(output, error, errorIsTerminal: false));

    private static int Whole(string[] args, Terminal terminal)
    {
        var code = Guarded(terminal, () => Run(args, terminal));
        return Math.Max(code, Guarded(terminal, () =>
        {
            terminal.Out.Flush();
            return ExitCode.Ok;
        }));
    }

    private static int Run(string[] args, Terminal terminal)
    {
        using var provider = Services(terminal);
        var root = new RootCommand("Emulates page-table dirty tracking on many architectures.");
        foreach (var verb in provider.GetServices<IVerb>())
            root.Subcommands.Add(verb.Build());
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (args is [['[', ..] directive, ..] && !Suggest().IsMatch(directive))
            throw new UserError($"'{directive}' is not known here. See 'emulator --help'.", ExitCode.Usage);
        if (parsed.Errors.Count > 0 && !IsHelp(args))
            throw new UserError($"{UsageError(parsed)} See 'emulator {CommandPath(parsed)}--help'.", ExitCode.Usage);
        return parsed.Invoke(new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            Output = terminal.Out,
            Error = terminal.Error,
        });
    }

    private static ServiceProvider Services(Terminal terminal)
    {
        var services = new ServiceCollection().AddSingleton(terminal);
        foreach (var verb in Verbs)
            services.AddSingleton(typeof(IVerb), verb);
        return services.BuildServiceProvider();
    }

    private static bool IsHelp(string[] args) => args.Any(a => a is "--help" or "-h" or "-?")
        || args is [['[', ..], ..];

    // What completion scripts ask; System.CommandLine takes any word in brackets for a directive.
    [GeneratedRegex(@"^\[suggest:\d{1,9}\]$")]
    private static partial Regex Suggest();

    // An unknown word also makes its neighbours wrong: say the word.
    private static string UsageError(ParseResult parsed)
    {
        const StringSplitOptions Lines = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        var errors = parsed.Errors
            .Select(e => string.Join(' ', e.Message.Split('\n', Lines)).TrimEnd('.', '?')).ToList();
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
        catch (Exception e)
        {
            return Failure.Tell(terminal, e);
        }
    }
}
