using System.Collections;
using System.Reflection;
using Emulator.Fixtures.Broken;
using Emulator.Plugins.SoftDirty;

namespace Emulator.Fixtures.Misbehaving;

/// <summary>Does while it is looked at what its text says.</summary>
public sealed class Misbehaving() : Architecture<MisbehavingPte, MisbehavingTracking, MisbehavingTlb>(
    How.Is("name-throws") ? throw new NotSupportedException("no name") : How.Name)
{
    private static readonly int Answer = How.Is("static-field-throws")
        ? int.Parse("forty-two", System.Globalization.CultureInfo.InvariantCulture) : 42;

    /// <summary>Keeps the field.</summary>
    public static int Value => Answer;

    private readonly int _own = How.Throw("constructor");

    public override string? History => How.Is("history-empty") ? " "
        : How.Is("history-of-lines") ? "a\nb\u001b[2J"
        : How.Throw("history") + _own == 0 ? null : "";

    public override IReadOnlyList<LawExemption> Exemptions => How.Is("exemptions-null") ? null!
        : How.Is("exemption-null") ? [null!]
        : How.Is("exemption-without-reason") ? [new("L3", " ")]
        : How.Is("exemption-without-law") ? [new(null!, "why")]
        : How.Throw("exemptions") == 0 ? [] : null!;
}

/// <summary>A sound format, but for that.</summary>
public readonly struct MisbehavingPte : ISoundPte, IPteFormat
{
    private static readonly int Initialised = How.Throw("format-initialiser");

    static PteFeatures IPteFormat.Features => How.Is("features-unknown") ? (PteFeatures)(1 << 20)
        : SoftDirtyPte.Features + How.Throw("features") + Initialised;

    static Geometry IPteFormat.Geometry => How.Is("geometry-default") ? default
        : How.Is("geometry-endless") ? new(12, int.MaxValue, 9, int.MaxValue)
        : How.Is("geometry-negative") ? new(-12, -1, -9, -48)
        : How.Throw("geometry") == 0 ? SoftDirtyPte.Geometry : default;

    static IReadOnlyList<PteBit> IPteFormat.Bits => How.Way switch
    {
        "bits-null" => null!,
        "bit-default" => [default],
        "bit-64" => [new(64, "B", "no such bit")],
        "bit-negative" => [new(-1, "B", "no such bit")],
        "bit-of-no-width" => [new(1, "B", "no bit", 0)],
        "bit-too-wide" => [new(1, "B", "too many", 64)],
        "bit-wider-than-numbers" => [new(1, "B", "too many", int.MaxValue)],
        "bit-without-a-name" => [new(1, null!, "no name")],
        "bit-of-a-terminal" => [new(1, "\u001b[2J", "clears the screen")],
        "bits-endless" => new Endless(),
        _ => How.Throw("bits") == 0 ? SoftDirtyPte.Bits : [],
    };
}

/// <summary>A sound tracker, but for that.</summary>
public readonly struct MisbehavingTracking : ISoundTracking, IDirtyTracking
{
    static DirtyUpdate IDirtyTracking.Update => How.Is("update-unknown") ? (DirtyUpdate)77
        : DirtyUpdate.Atomic + How.Throw("update");
}

/// <summary>A sound TLB, but for that.</summary>
public readonly struct MisbehavingTlb : ITlbModel
{
    public static FlushReach Reach => How.Is("reach-unknown") ? (FlushReach)(-1)
        : FlushReach.Interrupt + How.Throw("reach");

    public static W Cached<W>(W pte) where W : struct, IWord<W> => SoftDirtyTlb.Cached(pte);
}

/// <summary>The ways in which it misbehaves.</summary>
public static class How
{
    public static string Way { get; } = "what it does: the tests write it here                           ".Trim();

    public static string Name => Way switch
    {
        "name-null" => null!,
        "name-empty" => "",
        "name-of-lines" => "two\nlines",
        "name-with-capitals" => "Misbehaving",
        "name-of-a-path" => "../misbehaving",
        "name-of-a-terminal" => "\u001b]0;title\a",
        "name-of-half-a-character" => "half-\ud800",
        "name-very-long" => new string('A', 100_000),
        _ => "misbehaving",
    };

    public static bool Is(string way) => Way == way;

    /// <summary>Throws where this part is to.</summary>
    /// <returns>0.</returns>
    public static int Throw(string part) => Way switch
    {
        _ when Way == part + "-throws" => throw new NotSupportedException("not written yet.\n   at a second line"),
        _ when Way == part + "-throws-what-throws" => throw new Speechless(),
        _ when Way == part + "-throws-io" => throw new IOException("the disk is full"),
        _ when Way == part + "-overwrites-all-plugins" => Overwrite(),
        _ when Way == part + "-runs-out-of-memory" => throw new InsufficientMemoryException("too little"),
        _ => 0,
    };

    // And then needs another assembly of its folder for the first time.
    private static int Overwrite()
    {
        foreach (var file in Directory.GetFiles("plugins", "*", SearchOption.AllDirectories))
            File.WriteAllText(file, "garbage");
        return Assembly.Load("LeantLibrary").GetType(typeof(SoftDirtyPte).FullName ?? "") is null ? 1 : 0;
    }
}

/// <summary>An exception that can't say what it is about.</summary>
public sealed class Speechless : Exception
{
    public override string Message => throw new NotSupportedException("speechless");
}

/// <summary>A list without an end.</summary>
public sealed class Endless : IReadOnlyList<PteBit>
{
    public int Count => int.MaxValue;

    public PteBit this[int index] => default;

    public IEnumerator<PteBit> GetEnumerator()
    {
        while (true)
            yield return default;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
