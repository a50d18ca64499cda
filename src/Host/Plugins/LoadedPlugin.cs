namespace Emulator.Host.Plugins;

/// <summary>A plugin whose code is in this process.</summary>
/// <param name="Architectures">What it exports, by name.</param>
/// <param name="Code">Its load context.</param>
internal sealed record LoadedPlugin(IReadOnlyList<LoadedArchitecture> Architectures, IDisposable Code) : IDisposable
{
    /// <summary>Lets go of its code, where it was loaded to be let go of, once nothing uses it.</summary>
    public void Dispose() => Code.Dispose();
}
