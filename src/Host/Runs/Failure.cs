using Emulator.Engine.Recordings;
using Emulator.Engine.Scenarios.Model;
using Emulator.Host.Plugins;

namespace Emulator.Host.Runs;

/// <summary>What is said of a failure, and what it ends the process with.</summary>
internal static class Failure
{
    /// <summary>Says it, in words for users.</summary>
    /// <returns>The exit code.</returns>
    public static int Tell(Terminal terminal, Exception failure)
    {
        // Who left the pipe asks for nothing more.
        if (failure is OutputException { NobodyReads: true })
            return ExitCode.Ok;
        var (said, code) = Said(failure);
        terminal.Fail(said);
        return code;
    }

    private static (string Said, int Code) Said(Exception failure) => failure switch
    {
        UserError e => (e.Message, e.ExitCode),
        RecordingException or PluginFault or ScenarioException => (failure.Message, ExitCode.BadInput),
        OutputException => ($"the results can't be written: {failure.Message.TrimEnd('.')}; free some room or write "
            + "elsewhere", ExitCode.BadInput),
        _ when PluginFault.Culprit(failure) is { } plugin =>
            ($"plugin {plugin} {PluginFault.Said(failure)}; mend the plugin, or remove it", ExitCode.BadInput),
        _ => ($"a defect of the emulator: {Kind(failure)}{failure.Message.Split('\n')[0]}; please report it with the "
            + "command that showed it", ExitCode.Defect),
    };

    private static string Kind(Exception failure) =>
        failure is ExplorationException ? "" : $"{failure.GetType().Name}: ";
}
