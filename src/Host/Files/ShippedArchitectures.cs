namespace Emulator.Host.Files;

/// <summary>The names of the architectures that ship with the program, whether their plugins are loaded or not: so that
/// a scenario may name them, and a mistyped one is told from one that isn't loaded. They are a list that a test holds
/// against the plugins, since to ask those would be to run them.</summary>
internal static class ShippedArchitectures
{
    private const string List = "shipped-architectures.txt";

    public static IReadOnlyList<string> Names { get; } = Read();

    private static string[] Read()
    {
        using var stream = typeof(ShippedArchitectures).Assembly.GetManifestResourceStream(List)
            ?? throw new InvalidOperationException($"{List} isn't in the assembly");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
