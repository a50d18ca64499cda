using System.CommandLine;
using System.Text.Json.Nodes;
using Emulator.Host.Configuration;

namespace Emulator.Host.Verbs;

/// <summary>The options and arguments of a verb that stand for settings, and <c>--json</c>.</summary>
internal static class VerbOptions
{
    public const string UnknownOption = "Unknown option";

    /// <summary>Machine-readable results.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Results as JSON." };

    /// <summary>Side by side with what once was.</summary>
    public static Option<bool> Historic() =>
        new("--historic")
        {
            Description = "With architectures as they once were, each with the bug it was shipped with.",
        };

    /// <summary>Adds an option, or the argument, of each setting to a verb.</summary>
    public static void Add(this Command command, params Setting[] settings)
    {
        foreach (var setting in settings)
        {
            if (setting is FlagSetting)
                command.Options.Add(new Option<bool?>(setting.Option)
                    { Description = setting.Description, Arity = ArgumentArity.Zero });
            else if (setting.Option.StartsWith('-'))
                command.Options.Add(OptionOf(setting));
            else
                command.Arguments.Add(ArgumentOf(setting, command));
        }
    }

    /// <summary>What the command line says of settings, by key.</summary>
    public static Dictionary<string, string> Given(this ParseResult parsed, IEnumerable<Setting> settings)
    {
        var given = new Dictionary<string, string>();
        foreach (var setting in settings)
        {
            var text = setting is FlagSetting ? parsed.GetValue<bool?>(setting.Option) is true ? "true" : null
                : parsed.GetValue<string?>(setting.Option);
            if (text is not null)
                given.Add(setting.Key, text);
        }
        return given;
    }

    /// <summary>A mistyped option would be taken for the argument.</summary>
    public static void RefuseOptions(this Argument argument, Command command) => argument.Validators.Add(result =>
    {
        foreach (var word in result.Tokens.Where(t => t.Value.StartsWith('-')))
            result.AddError($"{UnknownOption} {word.Value}; "
                + $"{Hints.Hint(word.Value, command.Options.Select(o => o.Name))}".TrimEnd(' ', ';'));
    });

    private static Argument<string?> ArgumentOf(Setting setting, Command command)
    {
        var argument = new Argument<string?>(setting.Option)
            { Description = setting.Description, Arity = ArgumentArity.ZeroOrOne };
        argument.RefuseOptions(command);
        return argument;
    }

    private static Option<string?> OptionOf(Setting setting)
    {
        var standard = setting.Standard is { Length: > 0 } value && !Path.IsPathRooted(value) ? $" [default: {value}]"
            : "";
        var option = new Option<string?>(setting.Option)
        {
            Description = setting.Description + standard,
            HelpName = setting.Expected.StartsWith("a whole", StringComparison.Ordinal) ? "N"
                : setting.IsList ? "a,b" : setting.Expected.Replace(" or ", "|"),
            CustomParser = result => string.Join(',', result.Tokens.Select(t => t.Value)),
            Arity = setting.IsList ? ArgumentArity.OneOrMore : ArgumentArity.ExactlyOne,
        };
        if (setting.Schema()["enum"] is JsonArray words)
            option.CompletionSources.Add([.. words.OfType<JsonNode>().Select(w => w.GetValue<string>())]);
        return option;
    }
}
