using System.Diagnostics;
using System.Runtime.Loader;
using System.Security;
using Emulator.Engine.Cpu;
using Emulator.Engine.Formats;
using Emulator.Engine.Memory;

namespace Emulator.Host.Plugins;

/// <summary>A plugin failed while one of its architectures was run. The message is one line that names both.</summary>
/// <param name="architecture">The architecture that was run.</param>
/// <param name="cause">What it threw.</param>
/// <param name="where">What was being done, as the end of a sentence.</param>
internal sealed class PluginFault(LoadedArchitecture architecture, Exception cause, string where = "")
    : Exception($"architecture {architecture.Name}: plugin {architecture.Plugin} {Said(cause)}{where}; "
    + "mend the plugin, or leave it out with --arch", cause)
{
    /// <summary>Whether an exception from running an architecture is its plugin's fault.</summary>
    /// <remarks>Code that can't be compiled or lacks an assembly throws before any of the plugin's frames stands on the
    /// stack.</remarks>
    public static bool IsOne(Exception e) => e
        is ArchitectureDefect or MemberAccessException or TypeLoadException or BadImageFormatException
            or InvalidProgramException
            or VerificationException or FileNotFoundException or FileLoadException
        || Culprit(e) is not null;

    /// <summary>The plugin whose code threw, or null.</summary>
    // Plugins live in load contexts of their own: the innermost such frame is the culprit.
    public static string? Culprit(Exception e) => (e.InnerException is { } inner ? Culprit(inner) : null)
        ?? new StackTrace(e).GetFrames().Select(frame => frame.GetMethod()?.Module.Assembly)
            .FirstOrDefault(a => a is not null && AssemblyLoadContext.GetLoadContext(a) != AssemblyLoadContext.Default)
            ?.GetName().Name;

    /// <summary>What happened, as the end of a sentence about a plugin.</summary>
    public static string Said(Exception e) => e switch
    {
        ArchitectureDefect => $"contradicts itself: {LoadFailure.FirstLine(e)}",
        { InnerException: { } inner } => Said(inner),
        _ => $"threw {e.GetType().Name}: {LoadFailure.FirstLine(e)}",
    };
}
