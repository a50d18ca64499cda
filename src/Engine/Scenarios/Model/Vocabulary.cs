namespace Emulator.Engine.Scenarios.Model;

/// <summary>Every word there is. A word is found by being there: to add one is to add one type.</summary>
internal static class Vocabulary
{
    private static readonly Dictionary<string, Word> ByName = typeof(Vocabulary).Assembly.GetTypes()
        .Where(t => t.IsSubclassOf(typeof(Word)) && !t.IsAbstract).Select(Made).ToDictionary(w => w.Name);

    public static IReadOnlyList<Word> All { get; } =
        [.. ByName.Values.OrderBy(w => w.Section).ThenBy(w => w.Name, StringComparer.Ordinal)];

    public static Word? Find(string name) => ByName.GetValueOrDefault(name);

    private static Word Made(Type type) =>
        Activator.CreateInstance(type) as Word ?? throw new InvalidOperationException($"{type} can't be made");
}
