
namespace Emulator.Engine.Workloads;

/// <summary>One access to one page, by one core.</summary>
/// <param name="Page">The virtual page.</param>
/// <param name="Kind">Load, store or fetch; always by user code.</param>
/// <param name="Core">Which core makes it, from 0.</param>
public readonly record struct PageAccess(Vpn Page, AccessKind Kind, int Core);
