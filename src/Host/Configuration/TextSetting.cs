using System.Text.Json.Nodes;

namespace Emulator.Host.Configuration;

/// <summary>Any text that isn't empty: a name or a path.</summary>
internal sealed class TextSetting(string key, string option, string expected, string description, string? standard)
    : SingleSetting<string>(key, option, description, standard)
{
    public override string Expected => expected;

    public override JsonObject Schema() => new() { ["type"] = "string", ["minLength"] = 1 };

    protected override bool Accepts(string text) => text.Length > 0;

    protected override string Parse(string text) => text;
}
