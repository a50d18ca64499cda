using System.Text;
using Emulator.Host.Rendering;
using Emulator.Engine.Scenarios;
using Emulator.Engine.Scenarios.Language;

namespace Emulator.Host.Scenarios;

/// <summary>The scenario files that a command names: files, and folders of them.</summary>
internal sealed class ScenarioFiles(Terminal terminal)
{
    /// <summary>Whether some file was wrong.</summary>
    public bool HasMistakes { get; private set; }

    /// <summary>The thread's own scenarios, that ship with the program.</summary>
    public static string Thread => Path.Combine(AppContext.BaseDirectory, "scenarios", "thread");

    /// <summary>Reads every file; what is wrong with each is told, and the others are read all the same.</summary>
    public IReadOnlyList<Scenario> Read(IReadOnlyList<string> paths, IReadOnlyList<string> architectures)
    {
        var scenarios = new List<Scenario>();
        foreach (var path in (paths.Count == 0 ? [Thread] : paths).SelectMany(Files))
        {
            try
            {
                var scenario = ScenarioChecker.Read(Shown(path), TextOf(path));
                ArchitectureNames.Check(scenario, architectures);
                scenarios.Add(scenario);
            }
            catch (ScenarioException e)
            {
                HasMistakes = true;
                terminal.Fail(e.Message);
            }
        }
        return scenarios;
    }

    private static IEnumerable<string> Files(string path)
    {
        if (!Directory.Exists(path))
            return [path];
        var files = Directory.GetFiles(path, "*.scenario", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        return files.Count > 0 ? files : throw new UserError($"{path}: holds no file that ends in .scenario; name files, or a folder of them");
    }

    // The same wherever the program is installed.
    private static string Shown(string path) => path.StartsWith(AppContext.BaseDirectory, StringComparison.Ordinal)
        ? Path.GetRelativePath(AppContext.BaseDirectory, path)
        : path;

    private static string TextOf(string path)
    {
        try
        {
            if (File.Exists(path) && RealPath.IsDevice(path))
                throw new UserError($"{path}: is a pipe or a device; name a scenario file, or a folder of them");
            return new FileInfo(path) is { Exists: true, Length: > 1 << 22 } file
                ? new string(' ', 1 << 21)[..(int)Math.Min(file.Length, 1 << 21)]
                : File.ReadAllText(path, new UTF8Encoding(false));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UserError($"{path}: can't be read: {e.Message.TrimEnd('.')}; name a scenario file, or a folder of them");
        }
    }
}
