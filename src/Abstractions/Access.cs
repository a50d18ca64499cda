using System.Runtime.CompilerServices;

namespace Emulator;

/// <summary>One access of a core to one page.</summary>
/// <param name="Kind">Load, store or instruction fetch.</param>
/// <param name="User">Whether it is made by user code (x86: CPL 3; Arm: EL0); otherwise by the supervisor.</param>
public readonly record struct Access(AccessKind Kind, bool User = true)
{
    /// <summary>Whether it is a store.</summary>
    public bool IsWrite
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Kind == AccessKind.Write;
    }

    /// <summary>Whether it is an instruction fetch.</summary>
    public bool IsExecute
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Kind == AccessKind.Execute;
    }

    /// <summary>The access that a walk on behalf of this one makes: a store's walk fills the TLB as a load's would, and its
    /// dirty update is a step of its own.</summary>
    public Access ForWalk => IsWrite ? new Access(AccessKind.Read, User) : this;

    /// <summary><c>user write</c>, say.</summary>
    public override string ToString() => $"{(User ? "user" : "supervisor")} {Kind.ToString().ToLowerInvariant()}";
}
