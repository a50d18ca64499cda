using System.Runtime.InteropServices;
using System.Text.Json;

namespace Emulator.Host.Plugins;

/// <summary>Which file of a plugin's is the assembly of a name, as its <c>.deps.json</c> has it and the runtime's own
/// resolver would find it.</summary>
/// <param name="image">The plugin; its description was checked.</param>
internal sealed class DependencyPaths(PluginImage image)
{
    // Of files for one system each, the one that says most of it. (dotnet: RID catalog)
    private static readonly string[] Systems =
    [
        RuntimeInformation.RuntimeIdentifier, RuntimeInformation.RuntimeIdentifier.Split('-')[0],
        .. OperatingSystem.IsWindows() ? Array.Empty<string>() : ["unix"], "any",
    ];

    private readonly ILookup<string, string> _listed = Listed(image);

    /// <summary>The name of the description.</summary>
    public static string NameOf(PluginImage image) => Path.ChangeExtension(image.Main, ".deps.json");

    /// <summary>The file's path in the folder; null: there is none.</summary>
    public string? Of(string assembly) => _listed[assembly].Append(assembly + ".dll").FirstOrDefault(image.Has);

    private static ILookup<string, string> Listed(PluginImage image)
    {
        using var document = JsonDocument.Parse(new MemoryStream(image.Bytes(NameOf(image))));
        var root = document.RootElement;
        var target = root.GetProperty("runtimeTarget");
        var name = target.ValueKind == JsonValueKind.String ? target : target.GetProperty("name");
        var libraries = root.GetProperty("targets").GetProperty(name.GetString() ?? "").EnumerateObject().ToList();
        // What is flat lies beside the plugin; a folder of its own is the exception.
        var plain = libraries.SelectMany(l => Assets(l.Value, "runtime"))
            .SelectMany(a => new[] { Path.GetFileName(a.Name), a.Name });
        return OfSystem(libraries).Concat(plain)
            .ToLookup(p => Path.GetFileNameWithoutExtension(p), StringComparer.OrdinalIgnoreCase);
    }

    private static IEnumerable<string> OfSystem(IEnumerable<JsonProperty> libraries) =>
        libraries.SelectMany(l => Assets(l.Value, "runtimeTargets"))
            .Where(a => a.Value.GetProperty("assetType").ValueEquals("runtime"))
            .Select(a => (a.Name, Rank: Array.IndexOf(Systems, a.Value.GetProperty("rid").GetString())))
            .Where(a => a.Rank >= 0).OrderBy(a => a.Rank).Select(a => a.Name);

    private static IEnumerable<JsonProperty> Assets(JsonElement library, string kind) =>
        library.TryGetProperty(kind, out var assets) ? assets.EnumerateObject() : [];
}
