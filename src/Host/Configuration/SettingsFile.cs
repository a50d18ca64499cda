using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Emulator.Host.Configuration;

/// <summary>Reads <c>./emulator.json</c>, where there is one.</summary>
internal static class SettingsFile
{
    // As the configuration's own reader does, but for a key given twice.
    private static readonly JsonDocumentOptions Options = new()
    {
        CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowDuplicateProperties = false,
    };

    /// <exception cref="UserError">It can't be read, or isn't what the schema says.</exception>
    public static IConfigurationRoot Read()
    {
        var path = Path.Combine(CurrentFolder(), EffectiveSettings.FileName);
        if (Directory.Exists(path))
            throw Unreadable("it is a folder");
        if (!File.Exists(path))
            return new ConfigurationBuilder().Build();
        try
        {
            var bytes = File.ReadAllBytes(path);
            Check(bytes);
            return new ConfigurationBuilder().AddJsonStream(new MemoryStream(bytes)).Build();
        }
        catch (Exception e) when (e is JsonException or FormatException or IOException or UnauthorizedAccessException)
        {
            throw Unreadable((e.InnerException ?? e).Message.Split('\n')[0].TrimEnd('.'));
        }
    }

    private static void Check(byte[] bytes)
    {
        // a stream's byte order mark is passed over
        using var document = JsonDocument.Parse(new MemoryStream(bytes), Options);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw Unreadable("it holds " + document.RootElement.ValueKind switch
            {
                JsonValueKind.Array => "an array",
                JsonValueKind.Null => "null",
                _ => "a single value",
            });
        SettingsCheck.Check(document.RootElement);
    }

    /// <exception cref="UserError">There is none.</exception>
    public static string CurrentFolder()
    {
        try
        {
            return Directory.GetCurrentDirectory();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserError("the current folder is missing or can't be read (was it deleted?); change to another "
                + "and try again");
        }
    }

    private static UserError Unreadable(string why) =>
        new($"{EffectiveSettings.FileName}: can't be read: {why}; expected a JSON object of settings, see 'emulator "
            + "config schema'");
}
