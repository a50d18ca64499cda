using Emulator.Host.Files;
using Emulator.Host.Plugins;

namespace Emulator.Host.Verbs;

/// <summary>Batches that an architecture answers.</summary>
internal static class BatchAnswers
{
    /// <summary>Answers every line; one on which the architecture's plugin fails is told as a wrong one is.</summary>
    /// <returns>The exit code.</returns>
    public static int Answer(this BatchFile file, LoadedArchitecture architecture,
        Func<Architecture, BatchLine, object> answer) => file.Answer(architecture.Facts.Geometry.EntryBytes, line =>
    {
        try
        {
            return architecture.Run(a => answer(a, line));
        }
        catch (PluginFault fault)
        {
            throw new BatchException(fault.Message);
        }
    });
}
