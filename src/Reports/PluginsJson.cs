namespace Emulator.Reports;

/// <summary>What was found in the plugin folders as one JSON document: docs/json.md.</summary>
internal static class PluginsJson
{
    private const int SchemaVersion = 1;

    public static string Of(ListedPlugins plugins) => Json.Document(new
    {
        SchemaVersion,
        Architectures = plugins.Architectures.Select(One),
        Refused = plugins.Refused.Select(r => new { r.Plugin, r.Path, r.Why }),
    });

    private static object One(ListedArchitecture a) => new
    {
        Architecture = a.Name,
        a.Plugin,
        a.Version,
        a.File,
        a.DirtySetBy,
        a.Flush,
        a.Optional,
        a.Traits,
        a.History,
        Exempt = a.Exemptions.Select(e => new { e.Law, e.Why }),
        Bits = a.Bits.Select(b => new { b.Number, b.Width, b.Name, b.Meaning }),
    };
}
