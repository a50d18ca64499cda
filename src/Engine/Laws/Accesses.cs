namespace Emulator.Engine.Laws;

/// <summary>Every access there is.</summary>
internal static class Accesses
{
    public static readonly IReadOnlyList<Access> All =
    [
        .. from kind in Enum.GetValues<AccessKind>() from user in new[] { true, false } select new Access(kind, user),
    ];

    public static readonly IReadOnlyList<Access> Writes = [.. All.Where(a => a.IsWrite)];
}
