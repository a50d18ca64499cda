using System.CommandLine;
using System.Diagnostics;
using System.IO.Pipes;
using Emulator.Host.Configuration;
using Emulator.Host.Plugins;
using Emulator.Host.Runs;

namespace Emulator.Host.Verbs;

/// <summary>The process in which a plugin that was named by its path is loaded and verified: whatever it does, it does
/// there.</summary>
/// <remarks>What it finds goes through a pipe of its own: <see cref="ChildRecord"/>.</remarks>
internal sealed class VerifyChildVerb(Terminal terminal) : IVerb
{
    private readonly Argument<string> _pipe = new("PIPE"), _locked = new("LOCKED"), _file = new("FILE");
    private readonly Argument<string[]> _laws = new("LAWS") { Arity = ArgumentArity.ZeroOrMore };

    public Command Build()
    {
        var command = new Command(PluginProcess.Verb, "For 'verify' itself.") { Hidden = true };
        command.Arguments.Add(_pipe);
        command.Arguments.Add(_locked);
        command.Arguments.Add(_file);
        command.Arguments.Add(_laws);
        command.SetAction(parsed =>
        {
            EndWithParent();
            using var stream = new AnonymousPipeClientStream(PipeDirection.Out, parsed.GetRequiredValue(_pipe));
            using var writer = new StreamWriter(stream) { AutoFlush = true };
            var given = new Dictionary<string, string> { [Settings.Locked.Key] = parsed.GetRequiredValue(_locked) };
            var trust = PluginLock.InForce(EffectiveSettings.Read(given));
            return Verify(parsed.GetRequiredValue(_file), parsed.GetValue(_laws) ?? [], trust, writer);
        });
        return command;
    }

    // Nothing is ever written to standard input: it ends when the process that started this one does. What the plugin does
    // meanwhile can't keep this one alive.
    private static void EndWithParent()
    {
        var input = System.Console.OpenStandardInput();
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
            writer.WriteLine(ChildRecord.Refused(e.Message));
            return ExitCode.BadInput;
        }
        foreach (var line in ChildRecord.Lines([.. loaded.Select(a => a.Name)],
            name => Laws.Verify(terminal, loaded.First(a => a.Name == name), laws)))
            writer.WriteLine(line);
        return ExitCode.Ok;
    }
}
