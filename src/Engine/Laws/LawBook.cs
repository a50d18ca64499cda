using System.Diagnostics;
using System.Reflection;
using Emulator.Engine.Cpu;
using Emulator.Engine.Formats;
using Emulator.Engine.Memory;

namespace Emulator.Engine.Laws;

/// <summary>Every law, and their proof.</summary>
public static class LawBook
{
    /// <summary>In the order in which they are reported.</summary>
    public static IReadOnlyList<Law> All { get; } =
    [
        new DeclaredIsThere(), new GeometryExists(), new TablesLeadToTables(), new BitsAreNamed(), new Agreement(),
        new HelpersKeepWellFormed(), new WriteProtectKeepsDirty(), new WriteProtectTakesWriting(),
        new MakeCleanCleans(), new MakeDirtyDirties(), new MakeWritableKeepsDirty(), new ModifyKeepsDirty(),
        new SoftDirtyIsItsOwn(), new CleanedIsDirtiedAgain(), new DirtyWritableIsStorable(), new MergeLosesNothing(),
        new SwapKeepsItsOffset(), new SwapSoftDirtyIsItsOwn(), new ProtNoneIsSoftwaresAlone(), new NoneIsNothing(),
        new SameIsSame(), new YoungIsItsOwn(), new LeafIsALeaf(), new StartedIsNobodys(), new HugeIsHuge(),
        new WithoutMeansWithout(), new WhatSufficesWasDirty(), new StoresLeaveDirty(), new FaultsMakeHeadway(),
        new StoresAreGranted(), new TlbGrantsNoMore(), new WalksKeepTheRest(), new HandlersKeepTheRest(),
        new UpdateIsAsDeclared(),
    ];

    /// <summary>Proves or refutes each law over all 2^64 entries that are well-formed, and all protections.</summary>
    /// <param name="architecture">Of a plugin.</param>
    /// <param name="wanted">Which laws; null: all.</param>
    public static IReadOnlyList<LawResult> Prove(Architecture architecture, Func<Law, bool>? wanted = null) =>
        architecture.Accept(new Prover(architecture.Exemptions, wanted ?? (_ => true)));

    /// <summary>Looks for an entry that breaks a law among every combination of the format's flag bits, on words of
    /// eight as the engine's scan uses them. Laws that speak of a protection are given a few.</summary>
    /// <returns>The results, by trial and not by proof.</returns>
    public static IReadOnlyList<LawResult> Enumerate(Architecture architecture) =>
        architecture.Accept(new FlagEnumeration());

    /// <summary>Checks a law, whatever a plugin's members throw, and lets the exempt be so.</summary>
    internal static LawResult Guarded(IReadOnlyList<LawExemption> exemptions, Law law, Func<LawResult> check)
    {
        LawResult result;
        try
        {
            result = check();
        }
        catch (Exception e)
        {
            // Members are somebody else's code: what they throw is theirs, and no law holds of what throws.
            var thrown = e;
            while (thrown.InnerException is { } inner)
                thrown = inner;
            return new(law, LawVerdict.Broken)
            {
                HasThrown = true,
                Why = $"{Thrower(thrown)} threw {thrown.GetType().Name}: {thrown.Message.Split('\n')[0].Trim()}",
            };
        }
        return exemptions.FirstOrDefault(e => e?.Law == law.Name) is not { } exemption ? result
            : result.Verdict == LawVerdict.Broken ? result with { Verdict = LawVerdict.Exempt, Why = exemption.Why }
            : new(law, LawVerdict.Broken) { Why = Void(exemption, result.Verdict), IsVoidExemption = true };
    }

    // The member of the contract that was asked: the outermost of the plugin's frames, up to the first of ours.
    private static string Thrower(Exception thrown)
    {
        static bool IsOurs(MethodBase method) => method.DeclaringType is { } type
            && (type.Assembly == typeof(LawBook).Assembly || type.Assembly == typeof(Pte).Assembly
                || type.Assembly == typeof(object).Assembly);
        return new StackTrace(thrown).GetFrames().Select(f => f.GetMethod()).OfType<MethodBase>().SkipWhile(IsOurs)
            .TakeWhile(m => !IsOurs(m)).LastOrDefault() is { } member
            ? $"{member.DeclaringType?.Name}.{member.Name.Split('.')[^1]}" : "a member of the plugin";
    }

    /// <summary>What is said of an exemption from a law that isn't broken: it would hide the day on which it is.
    /// </summary>
    public static string Void(LawExemption exemption, LawVerdict verdict) => "the architecture is exempt from it "
        + $"(\"{exemption.Why}\"), and it "
        + (verdict == LawVerdict.Holds ? "holds" : "isn't asked: the format lacks what it speaks of")
        + "; take the exemption out";

    /// <summary>Whether entry and protection are what a law speaks of.</summary>
    internal static W Speaks<TPte, W>(Law law, W p, W q) where TPte : struct, IPteFormat where W : struct, IWord<W>
    {
        static W Fits(W word) => W.IsZero(word.Clear(EntryWidth<TPte>.Mask));
        static W IsEntry(W word) => Fits(word) & TPte.WellFormed(word) & W.IsZero(word ^ W.Of(TPte.Empty)).Not();
        return IsEntry(p) & law.Second switch
        {
            Second.Protection => Fits(q) & TPte.WellFormed(q) & TPte.Dirty(q).Not()
                & W.IsZero(q.Only(FrameBits<TPte>.Mask)),
            Second.Entry => IsEntry(q),
            _ => W.Of(1),
        };
    }

    private sealed class Prover(IReadOnlyList<LawExemption> exemptions, Func<Law, bool> wanted)
        : ArchitectureVisitor<IReadOnlyList<LawResult>>
    {
        public override IReadOnlyList<LawResult> Visit<TPte, TDirty, TTlb>() =>
            [.. All.Where(wanted).Select(Prove<TPte, TDirty, TTlb>)];

        private LawResult Prove<TPte, TDirty, TTlb>(Law law)
            where TPte : struct, IPteFormat
            where TDirty : struct, IDirtyTracking
            where TTlb : struct, ITlbModel =>
            Guarded(exemptions, law, () => FormatNeeds.Lacking(TPte.Features, law.Needs) == 0
                ? law.Check<TPte, TDirty, TTlb>()
                : new(law, LawVerdict.NotChecked));
    }
}
