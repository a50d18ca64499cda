using System.Buffers;
using System.Text;
using System.Text.Json;
using Emulator.Host.Configuration;
using Emulator.Host.Files;
using Emulator.Reports;

namespace Emulator.Host.Plugins;

/// <summary><c>plugins.lock.json</c> of the current folder, as text: docs/json.md.</summary>
internal static class LockFile
{
    public const string Name = "plugins.lock.json";
    private const int Version = 1, MostBytes = 16 << 20, HashDigits = 64;
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>What the file holds; null: there is none.</summary>
    /// <exception cref="UserError">It is broken.</exception>
    public static IReadOnlyList<LockedPlugin>? Read()
    {
        var path = Path.Combine(SettingsFile.CurrentFolder(), Name);
        if (Directory.Exists(path))
            throw Broken("", "is a folder; expected a file");
        // A link that leads nowhere is a lock that is gone, not one that never was.
        if (!File.Exists(path) && new FileInfo(path).LinkTarget is null)
            return null;
        try
        {
            using var document = JsonDocument.Parse(new MemoryStream(BytesOf(path)),
                new() { AllowDuplicateProperties = false });
            return PluginsOf(document.RootElement);
        }
        catch (JsonException e)
        {
            throw Broken(e.LineNumber is { } line ? $", line {line + 1}" : "", $"isn't JSON: {Sentence(e.Message)}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Broken("", $"can't be read: {e.Message.TrimEnd('.')}");
        }
    }

    /// <summary>Writes the file: the whole of it takes its name in one step, or nothing changes.</summary>
    /// <returns>Where it is.</returns>
    /// <exception cref="UserError">It can't be written.</exception>
    public static string Write(IReadOnlyList<LockedPlugin> plugins)
    {
        var path = Path.Combine(SettingsFile.CurrentFolder(), Name);
        try
        {
            using var file = new NewFile(RealPath.Of(path));
            file.Stream.Write(Encoding.UTF8.GetBytes(TextOf(plugins)));
            file.Stream.Flush(flushToDisk: true);   // before it gets its name
            file.Keep();
            return path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"{Name} can't be written: {e.Message.TrimEnd('.')}; "
                + "run 'emulator plugins lock' in a folder that you may write to");
        }
    }

    private static string TextOf(IEnumerable<LockedPlugin> plugins) => JsonSerializer.Serialize(new
    {
        LockVersion = Version,
        Plugins = plugins.OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => new { p.Name, p.Version, p.Files }),
    }, Json.Indented) + "\n";

    private static byte[] BytesOf(string path)
    {
        using var file = File.OpenRead(path);
        if (file.Length > MostBytes)
            throw Broken("", $"has {file.Length:#,0} bytes; expected at most {MostBytes:#,0}");
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    private static List<LockedPlugin> PluginsOf(JsonElement root)
    {
        CheckMembers(root, "", "lockVersion", "plugins");
        if (root.GetProperty("lockVersion") is not { ValueKind: JsonValueKind.Number } version
            || !version.TryGetInt32(out var number) || number != Version)
            throw Broken(", lockVersion", $"is {Shown(root.GetProperty("lockVersion"))}; expected {Version}");
        var array = Expect(root.GetProperty("plugins"), JsonValueKind.Array, "plugins", "an array of plugins");
        var plugins = array.EnumerateArray().Select((p, i) => PluginOf(p, $"plugins[{i}]")).ToList();
        foreach (var same in plugins.GroupBy(p => p.Name).Where(g => g.Count() > 1))
            throw Broken(", plugins", $"has {same.Count()} plugins named {same.Key}; expected each name once");
        return plugins;
    }

    private static LockedPlugin PluginOf(JsonElement plugin, string where)
    {
        CheckMembers(plugin, where, "name", "version", "files");
        var files = Expect(plugin.GetProperty("files"), JsonValueKind.Object, $"{where}.files",
            "an object of hashes by path");
        return new(Text(plugin, "name", where), Text(plugin, "version", where), files.EnumerateObject()
            .ToDictionary(f => PathOf(f.Name, $"{where}.files"), f => HashOf(f.Value, $"{where}.files['{f.Name}']")));
    }

    private static string PathOf(string path, string where) => path.Length > 0 && !InsideFolder.Leaves(path)
        ? path
        : throw Broken($", {where}", $"has the path '{path}'; expected one in the plugin's folder, with '/'");

    private static string HashOf(JsonElement value, string where) =>
        value.ValueKind == JsonValueKind.String && value.GetString() is { } hash && IsHash(hash) ? hash : throw Broken(
            $", {where}", $"is {Shown(value)}; expected a SHA-256 of {HashDigits} small hexadecimal digits");

    private static bool IsHash(string text) => text.Length == HashDigits && !text.AsSpan().ContainsAnyExcept(HexDigits);

    private static string Text(JsonElement plugin, string member, string where) =>
        Expect(plugin.GetProperty(member), JsonValueKind.String, $"{where}.{member}", "a text").GetString()
            is { Length: > 0 } text
            ? text
            : throw Broken($", {where}.{member}", "is empty; expected a text");

    private static void CheckMembers(JsonElement value, string where, params string[] expected)
    {
        Expect(value, JsonValueKind.Object, where, $"an object with {string.Join(", ", expected)}");
        var place = where.Length > 0 ? $", {where}" : "";
        foreach (var member in value.EnumerateObject())
            if (!expected.Contains(member.Name))
                throw Broken(place, $"has an unknown property {member.Name}; expected {string.Join(", ", expected)}");
        foreach (var name in expected)
            if (!value.TryGetProperty(name, out _))
                throw Broken(place, $"lacks {name}; expected {string.Join(", ", expected)}");
    }

    private static JsonElement Expect(JsonElement value, JsonValueKind kind, string where, string expected) =>
        value.ValueKind == kind
        ? value
        : throw Broken(where.Length > 0 ? $", {where}" : "", $"is {Shown(value)}; expected {expected}");

    private static string Shown(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        _ => value.GetRawText() is { Length: <= 80 } text ? text : "a long text",
    };

    private static string Sentence(string message) =>
        message.Split(" LineNumber:")[0].Split(" Path:")[0].Split('\n')[0].Trim().TrimEnd('.');

    private static UserError Broken(string where, string what) =>
        new($"{Name}{where}: {what}; put the file back, or write it again with 'emulator plugins lock'");
}
