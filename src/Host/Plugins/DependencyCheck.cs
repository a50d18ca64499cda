using System.Text.Json;

namespace Emulator.Host.Plugins;

/// <summary>A plugin's <c>.deps.json</c>: is it what <c>dotnet build</c> writes, and is what it lists there?</summary>
internal sealed class DependencyCheck
{
    private readonly PluginImage _image;

    private DependencyCheck(PluginImage image) => _image = image;

    private string Name => DependencyPaths.NameOf(_image);

    /// <exception cref="PluginException">It is missing, isn't what <c>dotnet build</c> writes, or lists what isn't
    /// there.</exception>
    public static void Check(PluginImage image)
    {
        var file = new DependencyCheck(image);
        if (!image.Has(file.Name))
            throw new PluginException($"has no {file.Name} beside it; "
                + "set <EnableDynamicLoading>true</EnableDynamicLoading> "
                + "and copy the whole output folder");
        try
        {
            using var document = JsonDocument.Parse(new MemoryStream(image.Bytes(file.Name)),
                new() { AllowDuplicateProperties = false });
            file.Check(document.RootElement);
        }
        catch (JsonException)
        {
            throw file.Wrong("isn't JSON");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PluginException($"its {file.Name} can't be read: {e.Message.TrimEnd('.')}; allow it to be read, "
                + "or copy it again");
        }
    }

    private void Check(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw Wrong("isn't a JSON object");
        var target = TargetName(Member(root, "runtimeTarget", ""));
        var targets = Expect(Member(root, "targets", ""), JsonValueKind.Object, "targets");
        foreach (var any in targets.EnumerateObject())
            foreach (var library in Expect(any.Value, JsonValueKind.Object, $"targets/{any.Name}").EnumerateObject())
                CheckAssets(library);
        CheckLibraries(Member(root, "libraries", ""));
        foreach (var library in Member(targets, target, "targets").EnumerateObject())
            CheckFiles(library);
    }

    private string TargetName(JsonElement target)
    {
        if (target.ValueKind == JsonValueKind.String)
            return Text(target);
        var name = Member(Expect(target, JsonValueKind.Object, "runtimeTarget"), "name", "runtimeTarget");
        return Text(Expect(name, JsonValueKind.String, "runtimeTarget/name"));
    }

    // { "runtime": { "lib/net10.0/A.dll": { "assemblyVersion": "1.0.0.0" } }, … }; the runtime looks at these kinds
    // alone.
    private void CheckAssets(JsonProperty library)
    {
        CheckLibraryName(library.Name);
        foreach (var kind in Expect(library.Value, JsonValueKind.Object, library.Name).EnumerateObject())
            if (kind.Name is "runtime" or "resources" or "native" or "runtimeTargets")
                foreach (var asset in Expect(kind.Value, JsonValueKind.Object, $"{library.Name}/{kind.Name}")
                    .EnumerateObject())
                    CheckAsset(asset.Value, asset.Name, $"{kind.Name}/{asset.Name}",
                        ofRuntime: kind.Name == "runtimeTargets");
    }

    private void CheckAsset(JsonElement asset, string path, string where, bool ofRuntime)
    {
        CheckInside(path, where);
        Expect(asset, JsonValueKind.Object, where);
        foreach (var member in asset.EnumerateObject())
            Expect(member.Value, JsonValueKind.String, $"{where}/{member.Name}");
        if (!ofRuntime)
            return;
        Member(asset, "rid", where);
        Member(asset, "assetType", where);
    }

    private void CheckLibraries(JsonElement libraries)
    {
        foreach (var library in Expect(libraries, JsonValueKind.Object, "libraries").EnumerateObject())
        {
            CheckLibraryName(library.Name);
            CheckLibrary(library.Name, Expect(library.Value, JsonValueKind.Object, library.Name));
        }
    }

    private void CheckLibrary(string name, JsonElement library)
    {
        foreach (var member in new[] { "type", "sha512" })
            Member(library, member, name);
        if (Member(library, "serviceable", name).ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            throw Wrong($"has a {name}/serviceable that isn't true or false");
        foreach (var member in library.EnumerateObject().Where(m => m.Name != "serviceable"))
        {
            var text = Text(Expect(member.Value, JsonValueKind.String, $"{name}/{member.Name}"));
            CheckInside(text, $"{name}/{member.Name}", isPath: member.Name is "path" or "hashPath");
        }
    }

    private void CheckInside(string path, string where, bool isPath = true)
    {
        if (isPath && InsideFolder.Leaves(path))
            throw new PluginException($"its {Name} lists '{path}' ({where}), which leaves the plugin's folder; "
                + "copy the file into the folder and list it there");
    }

    private void CheckLibraryName(string name)
    {
        CheckInside(name, "a library");
        if (name.Split('/') is not [{ Length: > 0 }, { Length: > 0 }])
            throw Wrong($"lists '{name}', which isn't NAME/VERSION");
    }

    private void CheckFiles(JsonProperty library)
    {
        if (!library.Value.TryGetProperty("runtime", out var assemblies))
            return;
        foreach (var asset in assemblies.EnumerateObject().Select(a => a.Name))
            if (Path.GetFileName(asset) is var file && file != HostContract.Name + ".dll" && !_image.Has(file)
                && !_image.Has(asset))
                throw new PluginException($"needs {file} (of {library.Name}), which isn't in its folder; "
                    + "copy the plugin's whole build output, "
                    + "dependencies included");
    }

    private JsonElement Member(JsonElement value, string name, string where) =>
        value.TryGetProperty(name, out var member) ? member
            : throw Wrong($"lacks {name}{(where.Length > 0 ? $" in {where}" : "")}");

    private JsonElement Expect(JsonElement value, JsonValueKind kind, string where) =>
        value.ValueKind == kind ? value
            : throw Wrong($"has a {where} that isn't {(kind == JsonValueKind.Object ? "an object" : "a string")}");

    private static string Text(JsonElement value) => value.GetString() ?? "";

    private PluginException Wrong(string what) =>
        new($"its {Name} {what}; build the plugin again and copy the whole output folder");
}
