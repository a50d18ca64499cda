using Emulator.Engine.Scenarios.Model;
using Emulator.Engine.Scenarios.Verdicts;
using Emulator.Reports;

namespace Emulator.Host.Files;

/// <summary>The folder of <c>--trace-out</c>: a file for each counterexample.</summary>
internal sealed class CounterexampleFolder(string folder)
{
    private readonly Dictionary<string, int> _names = [];

    /// <exception cref="UserError">It can't be written.</exception>
    public void Write(IReadOnlyList<RowResult> results, bool fine)
    {
        try
        {
            Directory.CreateDirectory(folder);
            foreach (var result in results)
                foreach (var verdict in result.Verdicts.Where(v => v.Trace is not null))
                    File.WriteAllText(Path.Combine(folder, NameOf(result, verdict)), RunJson.Of(result, verdict, fine));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UserError($"--trace-out {folder}: can't be written: {e.Message.TrimEnd('.')}; "
                + "name a folder that you may write to");
        }
    }

    private string NameOf(RowResult result, PropertyVerdict verdict)
    {
        var row = string.Concat(result.Row.Values.Select(v => $".{v.Param}-{v.Value}"));
        var name = $"{result.Scenario.Name}{row}.{Properties.NameOf(verdict.Property)}.{result.Architecture}";
        _names[name] = _names.GetValueOrDefault(name) + 1;   // two files may hold scenarios of one name
        return _names[name] == 1 ? $"{name}.json" : $"{name}.{_names[name]}.json";
    }
}
