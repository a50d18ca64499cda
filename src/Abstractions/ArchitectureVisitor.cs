namespace Emulator;

/// <summary>Work that needs an architecture's types: one generic method, compiled for each architecture.</summary>
public abstract class ArchitectureVisitor<TResult>
{
    /// <summary>Does the work with the architecture's types.</summary>
    public abstract TResult Visit<TPte, TDirty, TTlb>()
        where TPte : struct, IPteFormat
        where TDirty : struct, IDirtyTracking
        where TTlb : struct, ITlbModel;
}
