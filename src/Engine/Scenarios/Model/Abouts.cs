namespace Emulator.Engine.Scenarios.Model;

/// <summary>What an <c>about</c> line can tell of a scenario: the stories of the museum are made of them.</summary>
internal static class Abouts
{
    public const string Year = "year", Who = "who", Bug = "bug", Fix = "fix", Story = "story", Elsewhere = "elsewhere",
        Law = "law", Limit = "limit";

    public static IReadOnlyList<(string Key, string Meaning)> All { get; } =
    [
        (Year, "when it was mended, or made known"),
        (Who, "who found it"),
        (Bug, "the commit, the release or the hardware that had it"),
        (Fix, "the commit that mended it"),
        (Story, "what happened, in three sentences"),
        (Elsewhere, "why it doesn't happen on the other architectures"),
        (Law, "the law of 'emulator verify' that finds it"),
        (Limit, "what the scenario leaves out"),
    ];
}
