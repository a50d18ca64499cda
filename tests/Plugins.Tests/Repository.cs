using System.Reflection;

namespace Emulator.Plugins.Tests;

/// <summary>The repository that the tests were built in.</summary>
internal static class Repository
{
    private static readonly string Root = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "Repository").Value!;

    /// <summary>A page of docs.</summary>
    public static string Page(string name) => Text($"docs/{name}");

    /// <summary>A file.</summary>
    public static string Text(string path) => File.ReadAllText(Path.Combine(Root, path));
}
