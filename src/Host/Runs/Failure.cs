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
        switch (failure)
        {
            case UserError e:
                terminal.Fail(e.Message);
                return e.ExitCode;
            case RecordingException or PluginFault or ScenarioException:
                terminal.Fail(failure.Message);
                return ExitCode.BadInput;
            case OutputException { NobodyReads: true }: return ExitCode.Ok;
            case OutputException e:
                terminal.Fail($"the results can't be written: {e.Message.TrimEnd('.')}; free some room or write "
                    + "elsewhere");
                return ExitCode.BadInput;
            case var e when PluginFault.Culprit(e) is { } plugin:
                terminal.Fail($"plugin {plugin} {PluginFault.Said(e)}; mend the plugin, or remove it");
                return ExitCode.BadInput;
            default:
                var where = failure is ExplorationException ? "" : $"{failure.GetType().Name}: ";
                terminal.Fail($"a defect of the emulator: {where}{failure.Message.Split('\n')[0]}; please report it "
                    + "with the command that showed it");
                return ExitCode.Defect;
        }
    }
}
