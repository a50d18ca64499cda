using System.Text.Json;

namespace Emulator.Host.Plugins;

/// <summary>The files beside a plugin's DLL that may name more folders to load from: none may.</summary>
internal static class RuntimeConfigCheck
{
    private const string Probing = "additionalProbingPaths";
    private static readonly JsonDocumentOptions Lenient =
        new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <exception cref="PluginException">One does, or can't be understood.</exception>
    public static void Check(PluginImage image)
    {
        foreach (var extension in new[] { ".runtimeconfig.json", ".runtimeconfig.dev.json" })
            if (Path.ChangeExtension(image.Main, extension) is var name && image.Has(name))
                Check(image, name);
    }

    private static void Check(PluginImage image, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(new MemoryStream(image.Bytes(name)), Lenient);
            if (ProbingPaths(document.RootElement).FirstOrDefault() is { } path)
                throw new PluginException($"its {name} has it load from {path} ({Probing}), "
                    + "which leaves the plugin's folder; "
                    + $"take {Probing} out and copy what is needed here");
        }
        catch (JsonException)
        {
            throw new PluginException($"its {name} isn't JSON; "
                + "build the plugin again and copy the whole output folder");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PluginException($"its {name} can't be read: {e.Message.TrimEnd('.')}; allow it to be read, "
                + "or copy it again");
        }
    }

    // Wherever it stands and however it is spelt: whoever reads the file may be less strict than we are.
    private static IEnumerable<string> ProbingPaths(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject()
            .SelectMany(m => IsProbing(m.Name) ? Texts(m.Value) : ProbingPaths(m.Value)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(ProbingPaths),
        _ => [],
    };

    private static bool IsProbing(string name) => string.Equals(name, Probing, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> Texts(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(p => p.ToString()) : [value.ToString()];
}
