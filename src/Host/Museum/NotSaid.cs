namespace Emulator.Host.Museum;

/// <summary>Races that scenarios can't say, and why.</summary>
internal static class NotSaid
{
    public static IReadOnlyList<(string Race, string Year, string Title, string Why)> All { get; } = [];
}
