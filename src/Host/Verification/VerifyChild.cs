using System.CommandLine;
using System.Diagnostics;
using System.IO.Pipes;
using Emulator.Host.Configuration;
using Emulator.Host.Plugins;
using Emulator.Host.Verbs;

namespace Emulator.Host.Verification;

/// <summary>The process in which a plugin that was named by its path is loaded and verified: whatever it does, it does there.</summary>
/// <remarks>What it finds goes through a pipe of its own, line by line, and a last line that says that this is all.</remarks>
internal sealed class VerifyChild(Terminal terminal) : IVerb
{
    public const string Name = "verify-child", Complete = "complete", Refused = "refused ", Exports = "exports ";

    public Command Build()
    {
        var command = new Command(Name, "For 'verify' itself.") { Hidden = true };
        var (pipe, file, laws) = (new Argument<string>("PIPE"), new Argument<string>("FILE"), new Argument<string[]>("LAWS") { Arity = ArgumentArity.ZeroOrMore });
        var locked = new Argument<string>("LOCKED");
        command.Arguments.Add(pipe);
        command.Arguments.Add(locked);
        command.Arguments.Add(file);
        command.Arguments.Add(laws);
        command.SetAction(parsed =>
        {
            EndWithParent();
            using var stream = new AnonymousPipeClientStream(PipeDirection.Out, parsed.GetValue(pipe)!);
            using var writer = new StreamWriter(stream) { AutoFlush = true };
            var settings = EffectiveSettings.Read(new Dictionary<string, string> { [Settings.Locked.Key] = parsed.GetValue(locked)! });
            return Verify(parsed.GetValue(file)!, parsed.GetValue(laws) ?? [], PluginLock.InForce(settings), writer);
        });
        return command;
    }

    // Nothing is ever written to standard input: it ends when the process that started this one does. What the plugin does meanwhile
    // can't keep this one alive.
    private static void EndWithParent()
    {
        var input = Console.OpenStandardInput();
        new Thread(() =>
        {
            while (input.ReadByte() >= 0)
                continue;
            Process.GetCurrentProcess().Kill();
        })
        { IsBackground = true }.Start();
    }

    private int Verify(string file, string[] laws, PluginLock? trust, StreamWriter writer)
    {
        IReadOnlyList<LoadedArchitecture> loaded;
        try
        {
            loaded = PluginLoader.Load(file, trust).Architectures;
        }
        catch (Exception e) when (e is PluginException or IOException or UnauthorizedAccessException)
        {
            writer.WriteLine(Refused + e.Message);
            return ExitCode.BadInput;
        }
        writer.WriteLine(Exports + string.Join(' ', loaded.Select(a => a.Name)));
        foreach (var architecture in loaded)
            foreach (var result in Laws.Verify(terminal, architecture, laws))
                writer.WriteLine(result.ToLine());
        writer.WriteLine(Complete);
        return ExitCode.Ok;
    }
}
