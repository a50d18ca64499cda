using System.Text.Json.Nodes;

namespace Emulator.Host.Configuration;

/// <summary>One of a few words, spelt exactly so.</summary>
internal sealed class ChoiceSetting<T>(string key, string option, string description, string standard, params (string Word, T Value)[] choices)
    : SingleSetting<T>(key, option, description, standard)
{
    public IEnumerable<string> Words => choices.Select(c => c.Word);

    public override string Expected => string.Join(" or ", Words);

    public override JsonObject Schema() => new() { ["enum"] = new JsonArray([.. Words.Select(w => JsonValue.Create(w))]) };

    protected override bool Accepts(string text) => Words.Contains(text);

    protected override T Parse(string text) => choices.First(c => c.Word == text).Value;
}
