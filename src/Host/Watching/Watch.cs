using System.CommandLine;
using System.Security.Cryptography;
using Emulator.Host.Configuration;
using Emulator.Host.Plugins;
using Emulator.Host.Runs;

namespace Emulator.Host.Watching;

/// <summary>Does a verb's work again whenever a plugin or a file of its input was changed, until a signal ends
/// it.</summary>
/// <remarks>It looks, and doesn't wait to be told: a folder that is swapped for another takes the system's watches with
/// it.</remarks>
/// <param name="terminal">Gets a line that says what changed, before each further result.</param>
/// <param name="settings">Name the plugin folders.</param>
/// <param name="inputs">Files, or folders of scenarios.</param>
/// <param name="isDocument">Whether standard output is for results alone, so that the lines between them go to standard
/// error.</param>
internal sealed class Watch(Terminal terminal, EffectiveSettings settings, IReadOnlyList<string> inputs,
    bool isDocument)
{
    private const int QuietLooks = 3;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(200);
    private readonly Stamps _stamps = new(settings, inputs);
    private Dictionary<string, string> _inputs = [];

    public static Option<bool> Option() => new("--watch")
    {
        Description = "Wait for changes of plugins and of the files named, and print the result again; Ctrl-C ends.",
    };

    /// <summary>Works, waits, works again.</summary>
    /// <param name="work">Makes and prints the result with these plugins; is told when to end early.</param>
    /// <returns>The exit code of the signal that ended it.</returns>
    public int Run(Func<PluginCatalog, CancellationToken, int> work)
    {
        using var stop = new Stop();
        using var plugins = new LivePlugins(terminal, settings);
        var seen = _stamps.Take();   // before what it stands for is read
        plugins.Refresh();
        _inputs = Inputs();
        Guarded(() => work(plugins.Catalog, stop.Token), e => e is UserError { ExitCode: not ExitCode.Usage });
        if (stop.Code is null)
            terminal.Error.WriteLine(
                $"emulator: watching {string.Join(", ", PluginCatalog.Roots(settings).Concat(inputs))}; Ctrl-C ends");
        while (Changed(seen, stop.Token) is { } now)
        {
            seen = now;
            // where results can't be written, nobody can be given any more
            Guarded(() => Again(plugins, work, stop.Token), e => e is not OutputException);
        }
        return stop.Code ?? ExitCode.Ok;
    }

    private void Again(LivePlugins plugins, Func<PluginCatalog, CancellationToken, int> work, CancellationToken cancel)
    {
        var now = Inputs();
        string[] changes = [.. plugins.Refresh(), .. Changes(_inputs, now)];
        _inputs = now;
        if (changes.Length == 0)
            return;
        var line = $"--- {string.Join(", ", changes)} ---";
        if (isDocument)
            terminal.Error.WriteLine($"emulator: {line}");
        else
            terminal.Say(line);
        work(plugins.Catalog, cancel);
    }

    // Waits until the files differ and have been the same for a few looks: whoever writes them is done. Null: a signal
    // came first.
    private string? Changed(string seen, CancellationToken cancel)
    {
        for (var (last, quiet) = (seen, 0); !cancel.WaitHandle.WaitOne(Between);)
        {
            var now = _stamps.Take();
            quiet = now == last ? quiet + 1 : 0;
            last = now;
            if (now != seen && quiet >= QuietLooks)
                return now;
        }
        return null;
    }

    private Dictionary<string, string> Inputs() => _stamps.InputFiles().ToDictionary(f => f, HashOf);

    private static string HashOf(string file)
    {
        try
        {
            // A pipe has no length, and would be read to its end.
            return new FileInfo(file).Length == 0 ? "" : Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return e.Message;   // who needs it says so
        }
    }

    private static IEnumerable<string> Changes(Dictionary<string, string> before, Dictionary<string, string> now) =>
        before.Keys.Union(now.Keys).Order(StringComparer.Ordinal)
            .Where(f => before.GetValueOrDefault(f) != now.GetValueOrDefault(f))
            .Select(f => f + (!now.ContainsKey(f) ? " is gone" : !before.ContainsKey(f) ? " is new" : " has changed"));

    // What goes wrong may be mended by the next change.
    private void Guarded(Action work, Func<Exception, bool> waits)
    {
        try
        {
            work();
        }
        catch (Exception e) when (waits(e))
        {
            Failure.Tell(terminal, e);
        }
    }
}
