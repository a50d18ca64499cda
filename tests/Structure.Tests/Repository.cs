using System.Reflection;

namespace Emulator.Structure.Tests;

/// <summary>The files that are looked at. Paths are relative to the repository, with '/' between their parts.</summary>
internal static class Repository
{
    private static readonly string[] Built = ["obj", "bin"];

    public static string Root { get; } = Path.GetFullPath(Metadata("Repository"));

    /// <summary>The assemblies that the program was built of, its packages among them.</summary>
    public static string Assemblies { get; } = Metadata("Assemblies");

    public static string Full(string path) => Path.Combine(Root, path);

    public static string Text(string path) => File.ReadAllText(Full(path));

    /// <summary>The C# files of these folders, inner ones too, that somebody wrote.</summary>
    public static IEnumerable<string> Sources(params string[] folders) =>
        from folder in folders
        from file in Directory.GetFiles(Full(folder), "*.cs", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Root, file).Replace('\\', '/')
        where !path.Split('/').Intersect(Built).Any()
        orderby path
        select path;

    public static string FolderOf(string path) => path[..path.LastIndexOf('/')];

    private static string Metadata(string key) => typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value
        ?? throw new InvalidOperationException($"{key} has no value");
}
