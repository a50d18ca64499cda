using System.Text.Json;
using Emulator.Engine.Scenarios.Verdicts;
using Emulator.Reports;

namespace Emulator.Host.Files;

/// <summary>A file that <c>explore --trace-out</c> wrote.</summary>
internal static class CounterexampleFile
{
    /// <exception cref="UserError">It isn't one, of this version, or can't be read.</exception>
    public static Run Read(string path)
    {
        try
        {
            return RunJson.Read(File.ReadAllText(path));
        }
        catch (OtherVersionException e)
        {
            throw new UserError($"{path}: a counterexample of version {e.Version}; expected version "
                + $"{Run.CurrentVersion}: explore its "
                + "scenario again with --trace-out");
        }
        catch (JsonException e)
        {
            throw new UserError($"{path}: isn't a counterexample: {e.Message.Split('.')[0]}; expected a file that "
                + "'explore --trace-out' wrote");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UserError($"{path}: can't be read: {e.Message.TrimEnd('.')}; name a file that 'explore "
                + "--trace-out' wrote");
        }
    }
}
