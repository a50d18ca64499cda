namespace Emulator.Host.Console;

/// <summary>Has work end by itself where a signal asks for it; a second signal ends the process.</summary>
internal sealed class Stop : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly Signals _signals;

    public Stop() => _signals = Signals.Tell(code =>
    {
        Code = code;
        _source.Cancel();
    });

    /// <summary>Tells work to end.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>What the signal ends the process with; null: none came.</summary>
    public int? Code { get; private set; }

    public void Dispose()
    {
        _signals.Dispose();
        _source.Dispose();
    }
}
