namespace Emulator.Host.Tests.Malformed;

/// <summary>Plugins whose code throws while it is looked at, or says what can't be.</summary>
internal static class Misbehaviours
{
    private const string Throws = "which throws while it is made: ", Bits = "with bits that aren't in an entry",
        Name = "expected small letters, digits and '-'";

    public static IEnumerable<MalformedPlugin> All =>
    [
        .. Throwing, .. Absurd,
        new("type-initialiser-throws", Emulator.Path("Throwing"), Throws + "FormatException", _ => { }),
    ];

    private static IEnumerable<MalformedPlugin> Throwing =>
    [
        .. from part in new[] { "constructor", "history", "exemptions", "format-initialiser", "features", "geometry",
            "bits", "update", "reach" }
           from way in new[] { ("throws", "NotSupportedException: not written yet; "),
               ("throws-what-throws", "Speechless: its message can't be read; "),
               ("throws-io", "IOException: the disk is full; "),
               ("runs-out-of-memory", "InsufficientMemoryException: too little; ") }
           select Of($"{part}-{way.Item1}", Throws + way.Item2),
        Of("static-field-throws", Throws + "FormatException: "),
        Of("name-throws", Throws + "NotSupportedException: no name"),
    ];

    private static IEnumerable<MalformedPlugin> Absurd =>
    [
        .. from way in new[] { "null", "empty", "of-lines", "with-capitals", "of-a-path", "of-a-terminal",
               "of-half-a-character", "very-long" }
           select Of($"name-{way}", Name),
        Of("history-empty", "with a history that isn't a line"),
        Of("history-of-lines", "with a history that isn't a line"),
        .. from way in new[] { "exemptions-null", "exemption-null", "exemption-without-reason",
               "exemption-without-law" }
           select Of(way, "with exemptions that lack a law or a reason"),
        .. from way in new[] { "default", "endless", "negative" }
           select Of($"geometry-{way}", "expected pages of 4 to 64 KiB"),
        .. from way in new[] { "bits-null", "bit-default", "bit-64", "bit-negative", "bit-of-no-width", "bit-too-wide",
            "bit-wider-than-numbers", "bit-without-a-name", "bit-of-a-terminal", "bits-endless" }
           select Of(way, Bits),
        .. from way in new[] { "features-unknown", "update-unknown", "reach-unknown" }
           select Of(way, "expected values that Emulator.Abstractions names"),
    ];

    private static MalformedPlugin Of(string how, string says) =>
        new(how, Emulator.Path("Misbehaving"), says, MalformedPlugin.Way("MisbehavingPlugin.dll", how));
}
