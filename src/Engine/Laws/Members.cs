namespace Emulator.Engine.Laws;

/// <summary>Every formula of the contract, by number: to ask the same of different kinds of words.</summary>
internal static class Members
{
    private static readonly string[] Formulas =
    [
        nameof(IPteFormat.WellFormed), nameof(IPteFormat.Present), nameof(IPteFormat.None), nameof(IPteFormat.Writable),
        nameof(IPteFormat.Dirty), nameof(IPteFormat.Young), nameof(IPteFormat.WriteProtect),
        nameof(IPteFormat.MakeClean), nameof(IPteFormat.MakeDirty), nameof(IPteFormat.MakeWritable),
        nameof(IPteFormat.MakeYoung), nameof(IPteFormat.MakeOld), nameof(IPteFormat.Modify),
        nameof(IPteFormat.ModifyHuge), nameof(IPteFormat.Same), nameof(IPteFormat.Merge), nameof(IPteFormat.Started),
        nameof(IPteFormat.Leaf), nameof(IPteFormat.Frame), nameof(IPteFormat.Huge), nameof(IPteFormat.MakeHuge),
        nameof(IPteFormat.SoftDirty), nameof(IPteFormat.MakeSoftDirty), nameof(IPteFormat.ClearSoftDirty),
        nameof(IPteFormat.ProtNone), nameof(IPteFormat.MakeProtNone), nameof(IPteFormat.Swap),
        nameof(IPteFormat.SwapOffset), nameof(IPteFormat.SwapSoftDirty), nameof(IPteFormat.SwapMakeSoftDirty),
        nameof(IPteFormat.SwapClearSoftDirty), nameof(ITlbModel.Cached),
    ];

    // By access.
    private static readonly string[] Decisions =
    [
        $"{nameof(IDirtyTracking.Walk)}.Fault", $"{nameof(IDirtyTracking.Walk)}.Entry",
        $"{nameof(IDirtyTracking.Commit)}.Fault", $"{nameof(IDirtyTracking.Commit)}.Entry",
        nameof(IDirtyTracking.Suffices), nameof(IDirtyTracking.Handled),
    ];

    // Questions: answers in bit 0, the other bits mean nothing.
    private static readonly HashSet<string> Questions =
    [
        nameof(IPteFormat.WellFormed), nameof(IPteFormat.Present), nameof(IPteFormat.None), nameof(IPteFormat.Writable),
        nameof(IPteFormat.Dirty), nameof(IPteFormat.Young), nameof(IPteFormat.Same), nameof(IPteFormat.Huge),
        nameof(IPteFormat.SoftDirty), nameof(IPteFormat.ProtNone), nameof(IPteFormat.SwapSoftDirty), Decisions[0],
        Decisions[2], nameof(IDirtyTracking.Suffices),
    ];

    public static int Count => Formulas.Length + Decisions.Length * Accesses.All.Count;

    /// <summary>The member's name, with the access that it decides on.</summary>
    public static string Name(int member) => member < Formulas.Length
        ? Formulas[member]
        : $"{Decisions[(member - Formulas.Length) % Decisions.Length]} for {AccessOf(member)}";

    /// <summary>How many low bits of its answer mean something.</summary>
    public static int Width(int member)
    {
        var name = member < Formulas.Length ? Formulas[member]
            : Decisions[(member - Formulas.Length) % Decisions.Length];
        return Questions.Contains(name) ? 1 : 64;
    }

    // As long as there are members: a table.
    public static W Of<TPte, TDirty, TTlb, W>(int member, W p, W q)
        where TPte : struct, IPteFormat
        where TDirty : struct, IDirtyTracking
        where TTlb : struct, ITlbModel
        where W : struct, IWord<W> => member switch
    {
        0 => TPte.WellFormed(p),
        1 => TPte.Present(p),
        2 => TPte.None(p),
        3 => TPte.Writable(p),
        4 => TPte.Dirty(p),
        5 => TPte.Young(p),
        6 => TPte.WriteProtect(p),
        7 => TPte.MakeClean(p),
        8 => TPte.MakeDirty(p),
        9 => TPte.MakeWritable(p),
        10 => TPte.MakeYoung(p),
        11 => TPte.MakeOld(p),
        12 => TPte.Modify(p, q),
        13 => TPte.ModifyHuge(p, q),
        14 => TPte.Same(p, q),
        15 => TPte.Merge(p, q),
        16 => TPte.Started(p),
        17 => TPte.Leaf(p),
        18 => TPte.Frame(p),
        19 => TPte.Huge(p),
        20 => TPte.MakeHuge(p),
        21 => TPte.SoftDirty(p),
        22 => TPte.MakeSoftDirty(p),
        23 => TPte.ClearSoftDirty(p),
        24 => TPte.ProtNone(p),
        25 => TPte.MakeProtNone(p),
        26 => TPte.Swap(p),
        27 => TPte.SwapOffset(p),
        28 => TPte.SwapSoftDirty(p),
        29 => TPte.SwapMakeSoftDirty(p),
        30 => TPte.SwapClearSoftDirty(p),
        31 => TTlb.Cached(p),
        _ => Decision<TDirty, W>((member - Formulas.Length) % Decisions.Length, AccessOf(member), p),
    };

    private static Access AccessOf(int member) => Accesses.All[(member - Formulas.Length) / Decisions.Length];

    private static W Decision<TDirty, W>(int which, Access access, W p)
        where TDirty : struct, IDirtyTracking where W : struct, IWord<W> => which switch
    {
        0 => TDirty.Walk(p, access).Fault,
        1 => TDirty.Walk(p, access).Entry,
        2 => TDirty.Commit(p, access).Fault,
        3 => TDirty.Commit(p, access).Entry,
        4 => TDirty.Suffices(p, access),
        _ => TDirty.Handled(p, access),
    };
}
