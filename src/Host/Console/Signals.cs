using System.Runtime.InteropServices;

namespace Emulator.Host.Console;

/// <summary>What is done when a signal asks the process to end, until this is disposed of.</summary>
internal sealed class Signals : IDisposable
{
    private readonly PosixSignalRegistration[] _registrations;

    private Signals(Action<PosixSignalContext> handler, params PosixSignal[] signals) =>
        _registrations = [.. signals.Select(s => PosixSignalRegistration.Create(s, handler))];

    /// <summary>Has something put away; the signal then ends the process as ever.</summary>
    public static Signals PutAway(Action work) =>
        new(_ => work(), PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP);

    /// <summary>Has work told to end by itself; a second signal ends the process.</summary>
    /// <param name="tell">Gets what the process is to end with.</param>
    public static Signals Tell(Action<int> tell)
    {
        var told = 0;
        return new(signal =>
        {
            signal.Cancel = Interlocked.Exchange(ref told, 1) == 0;
            if (signal.Cancel)
                tell(signal.Signal == PosixSignal.SIGTERM ? ExitCode.Terminated : ExitCode.Interrupted);
        }, PosixSignal.SIGINT, PosixSignal.SIGTERM);
    }

    public void Dispose() => Array.ForEach(_registrations, r => r.Dispose());
}
