using Emulator.Engine.Events;
using Emulator.Engine.Scenarios.Machines.State;

namespace Emulator.Engine.Scenarios.Machines.Threads;

/// <summary>Where the steps of an access to one page are.</summary>
internal sealed record Ways(int Page, Access Access)
{
    public Label Lookup { get; } = new();

    public Label Walk { get; } = new();

    public Label Update { get; } = new();

    public Label Fault { get; } = new();

    /// <summary>Behind the access.</summary>
    public required Label Over { get; init; }

    public AccessOp Op => Access.IsWrite ? AccessOp.Store : AccessOp.Load;

    /// <summary>As steps are named.</summary>
    public string Kind => Access.IsWrite ? "store" : "load";
}
