using Emulator.Host.Plugins;
using Emulator.Reports;

namespace Emulator.Host.Runs;

/// <summary>Plugins that are verified by their paths, each in a process of its own.</summary>
/// <param name="laws">Those that are asked.</param>
/// <param name="most">Most time for each.</param>
/// <param name="locked">Whether only plugins may run that are as the lock has them.</param>
internal sealed class VerifiedPaths(IReadOnlyList<string> laws, TimeSpan most, bool locked)
{
    private const int MostProcesses = 2;
    private static readonly EnumerationOptions Readable = new() { AttributesToSkip = 0 };

    /// <summary>Verifies, two processes at a time: proving takes one core, and order is kept.</summary>
    /// <param name="paths">DLLs, and folders of plugins.</param>
    /// <param name="loaded">Verdicts that stand beside these.</param>
    public IReadOnlyList<VerifiedLaw> Verify(IReadOnlyList<string> paths, IReadOnlyList<VerifiedLaw> loaded)
    {
        foreach (var path in paths.Where(p => !File.Exists(p) && !Directory.Exists(p)))
            throw new UserError($"{path}: there is no such file or folder; expected a plugin's DLL, its folder, "
                + "or the name of an architecture");
        var once = paths.DistinctBy(p => Path.TrimEndingDirectorySeparator(Path.GetFullPath(p))).ToList();
        var verified = once.AsParallel().AsOrdered().WithDegreeOfParallelism(Math.Clamp(once.Count, 1, MostProcesses))
            .WithExecutionMode(ParallelExecutionMode.ForceParallelism).Select(Verify).ToList();
        return [.. verified.SelectMany((verdicts, n) =>
            Named(verdicts, once[n], [.. loaded, .. verified.Where((_, other) => other != n).SelectMany(v => v)]))];
    }

    // Where several say the same name, whose verdict is whose must be seen.
    private static IEnumerable<VerifiedLaw> Named(
        IReadOnlyList<VerifiedLaw> verdicts, string path, IReadOnlyList<VerifiedLaw> others)
    {
        var taken = others.Select(v => v.Architecture).ToHashSet();
        return verdicts.Select(v => !taken.Contains(v.Architecture) ? v
            : v with { Architecture = v.Law == VerifiedLaw.Plugin ? path : $"{v.Architecture} of {path}" });
    }

    private IReadOnlyList<VerifiedLaw> Verify(string path)
    {
        try
        {
            return new PluginProcess(File.Exists(path) ? path : PluginFolder.Find(path), laws, most, locked).Run();
        }
        catch (Exception e) when (e is PluginException or IOException or UnauthorizedAccessException)
        {
            return [VerifiedLaw.Failed(path, e.Message)];
        }
    }

    /// <summary>A folder of plugins where a plugin's is expected: no change of it makes it one.</summary>
    /// <exception cref="UserError">One of them is.</exception>
    public static void Check(IEnumerable<string> paths)
    {
        foreach (var path in paths.Where(HoldsPlugins))
            throw new UserError($"{path}: is a folder of plugins; say '--plugins {path}', or name one plugin's folder "
                + "in it", ExitCode.Usage);
    }

    private static bool HoldsPlugins(string path) => Directory.Exists(path)
        && Directory.GetFiles(path, "*.dll", Readable).Length == 0
        && Directory.GetDirectories(path, "*", Readable)
            .Any(d => File.Exists(Path.Combine(d, Path.GetFileName(d) + ".dll")));
}
