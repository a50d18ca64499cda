using System.Text;
using Emulator.Engine.Scenarios.Language;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Host.Files;

/// <summary>The scenario files that a command names: files, and folders of them.</summary>
internal sealed class ScenarioFiles(Terminal terminal)
{
    private const int MostCharacters = 1 << 20;

    /// <summary>Whether some file was wrong.</summary>
    public bool HasMistakes { get; private set; }

    /// <summary>The thread's own scenarios, that ship with the program.</summary>
    public static string Thread => Shipped("thread");

    /// <summary>The races of the museum.</summary>
    public static string Museum => Shipped("museum");

    /// <summary>The open questions, and their answers in prose.</summary>
    public static string Open => Shipped("open");

    private static string Shipped(string room) => Path.Combine(AppContext.BaseDirectory, "scenarios", room);

    /// <summary>Reads every file; what is wrong with each is told, and the others are read all the same.</summary>
    /// <param name="paths">Files and folders; none: the thread's own.</param>
    /// <param name="architectures">Those that files may name; null: any.</param>
    public IReadOnlyList<Scenario> Read(IReadOnlyList<string> paths, IReadOnlyList<string>? architectures)
    {
        var scenarios = new List<Scenario>();
        foreach (var path in paths.Count == 0 ? [Thread] : paths)
            Guarded(() =>
            {
                foreach (var file in Files(path))
                    Guarded(() =>
                    {
                        scenarios.Add(ScenarioReader.Read(Shown(file), TextOf(file), architectures));
                    });
            });
        return scenarios;
    }

    private void Guarded(Action read)
    {
        try
        {
            read();
        }
        catch (Exception e) when (e is ScenarioException or UserError)
        {
            HasMistakes = true;
            terminal.Fail(e.Message);
        }
    }

    private static IEnumerable<string> Files(string path)
    {
        if (!Directory.Exists(path))
            return [path];
        var files = Directory.GetFiles(path, "*.scenario", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .ToList();
        return files.Count > 0 ? files
            : throw new UserError($"{path}: holds no file that ends in .scenario; name files, or a folder of them");
    }

    private static bool IsOwn(string path) => path.StartsWith(AppContext.BaseDirectory, StringComparison.Ordinal);

    // The same wherever the program is installed.
    private static string Shown(string path) => IsOwn(path)
        ? Path.GetRelativePath(AppContext.BaseDirectory, path)
        : path;

    private static string TextOf(string path)
    {
        try
        {
            // A pipe serves as well as a file; neither is read to an end that doesn't come.
            using var reader = new StreamReader(path, new UTF8Encoding(false));
            var text = new StringBuilder();
            Span<char> part = stackalloc char[4096];
            while (reader.Read(part) is > 0 and var read)
                if (text.Append(part[..read]).Length > MostCharacters)
                    throw new UserError($"{path}: is longer than {MostCharacters:#,0} characters; expected a scenario");
            return text.ToString();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UserError($"{path}: can't be read: {e.Message.TrimEnd('.')}; name a scenario file, or a folder "
                + "of them");
        }
    }
}
