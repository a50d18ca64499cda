using System.CommandLine;
using Emulator.Host.Configuration;
using Emulator.Reports;

namespace Emulator.Host.Verbs;

/// <summary><c>config</c>: every effective value and where it came from; <c>config schema</c>: the file's JSON schema.</summary>
internal sealed class ConfigVerb(Terminal terminal) : IVerb
{
    public Command Build()
    {
        var command = new Command("config", "Print every setting's value and where it came from.");
        var json = VerbOptions.Json();
        command.Options.Add(json);
        command.SetAction(parsed =>
        {
            Print(EffectiveSettings.Read(new Dictionary<string, string>()), parsed.GetValue(json));
            return ExitCode.Ok;
        });
        var schema = new Command("schema", "Print the JSON schema of emulator.json.");
        schema.SetAction(_ =>
        {
            terminal.Out.WriteLine(SettingsSchema.Make().ToJsonString(Json.Indented));
            return ExitCode.Ok;
        });
        command.Subcommands.Add(schema);
        return command;
    }

    private void Print(EffectiveSettings settings, bool json)
    {
        var listed = Settings.All.Select(setting => Listed(settings, setting)).ToList();
        if (json)
            terminal.Out.WriteLine(ConfigReport.Document(listed));
        else
            terminal.Out.WriteLines(ConfigReport.Lines(listed));
    }

    private static ListedSetting Listed(EffectiveSettings settings, Setting setting) => new(setting.Key,
        settings.Text(setting) is { Length: > 0 } text ? text : setting.IsList ? "(all)" : "-",
        settings.Texts(setting) is { } texts ? setting.ToJson(texts) : null, settings.OriginOf(setting));
}
