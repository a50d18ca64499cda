using System.Text.Json;

namespace Emulator.Host.Plugins;

/// <summary>Nothing of a plugin is taken from outside its folder: neither by a path in its descriptions nor by folders that they add.</summary>
internal static class InsideFolder
{
    private const string Probing = "additionalProbingPaths";
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Whether a path, of whichever system, isn't below the folder that it is relative to.</summary>
    public static bool Leaves(string path) => path.StartsWith('/') || path.StartsWith('\\') || path is [_, ':', ..]
        || path.Split('/', '\\').Contains("..");

    /// <summary>Looks at the files beside a plugin's DLL that name more folders to load from.</summary>
    /// <exception cref="PluginException">One does, or can't be understood.</exception>
    public static void CheckRuntimeConfigs(string plugin)
    {
        foreach (var extension in new[] { ".runtimeconfig.json", ".runtimeconfig.dev.json" })
            if (Path.ChangeExtension(plugin, extension) is var file && File.Exists(file))
                CheckRuntimeConfig(file);
    }

    private static void CheckRuntimeConfig(string file)
    {
        var name = Path.GetFileName(file);
        try
        {
            using var document = JsonDocument.Parse(new MemoryStream(WholeFile.Read(file)), Lenient);
            if (ProbingPaths(document.RootElement).FirstOrDefault() is { } path)
                throw new PluginException($"its {name} has it load from {path} ({Probing}), which leaves the plugin's folder; "
                    + $"take {Probing} out and copy what is needed here");
        }
        catch (JsonException)
        {
            throw new PluginException($"its {name} isn't JSON; build the plugin again and copy the whole output folder");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PluginException($"its {name} can't be read: {e.Message.TrimEnd('.')}; allow it to be read, or copy it again");
        }
    }

    // Wherever it stands and however it is spelt: whoever reads the file may be less strict than we are.
    private static IEnumerable<string> ProbingPaths(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(m => string.Equals(m.Name, Probing, StringComparison.OrdinalIgnoreCase)
            ? m.Value.ValueKind == JsonValueKind.Array ? m.Value.EnumerateArray().Select(p => p.ToString()) : [m.Value.ToString()]
            : ProbingPaths(m.Value)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(ProbingPaths),
        _ => [],
    };
}
