namespace Emulator.Host.Configuration;

/// <summary>Says which word was probably meant.</summary>
internal static class Hints
{
    /// <returns>A sentence that ends in a blank, or nothing where no word is near.</returns>
    public static string Hint(string word, IEnumerable<string> known) =>
        Engine.Scenarios.Model.Nearest.To(word, known) is { } meant ? $"did you mean {meant}? " : "";
}
