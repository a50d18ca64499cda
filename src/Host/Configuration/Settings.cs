using Emulator.Engine.Cpu;
using Emulator.Engine.Passes;
using Emulator.Engine.Workloads;

namespace Emulator.Host.Configuration;

/// <summary>Every setting there is.</summary>
internal static class Settings
{
    public static readonly TextSetting Architecture = new("Architecture", "--arch", "an architecture's name",
        "The architecture that 'run' uses. Not needed where one is loaded.", null);

    public static readonly ListSetting Architectures = new("Architectures", "--arch", "names of architectures",
        "The architectures to use, in this order. Default: all that are loaded.", "");

    /// <summary>What stands for the plugins that ship, in a list of folders.</summary>
    public const string Builtin = "builtin";

    public static readonly ListSetting Plugins = new("Plugins", "--plugins", "folders",
        "Folders of plugins, in place of those that ship; each holds one folder per plugin, or is a plugin's folder "
        + $"itself. '{Builtin}' stands for those that ship: {Builtin},mine.", Installed("plugins"),
        "no plugin folder is named; name one, or leave the setting out for the plugins that ship with the emulator");

    public static readonly FlagSetting Locked = new("Locked", "--locked",
        "Let only plugins run that are as plugins.lock.json in the current folder has them.");

    public static readonly TextSetting Trace = new("Trace", "TRACE", "a file",
        "The recorded trace to run: what valgrind's lackey wrote, plain or gzipped.",
            Installed("samples/gzip.lackey.gz"));

    public static readonly FlagSetting FoldAddresses = new("FoldAddresses", "--fold-addresses",
        "Move a trace's pages together on architectures whose user addresses it goes beyond.");

    public static readonly ChoiceSetting<TrackingRound> Pass = new("Pass", "--pass",
        "How dirty pages are found between two passes.", "clean",
        ("clean", TrackingRound.Clean), ("wrprotect", TrackingRound.WriteProtect),
            ("soft-dirty", TrackingRound.SoftDirty));

    public static readonly WholeSetting Every = new("Every", "--every", 0, long.MaxValue,
        "A pass after so many data records; 0: only the one at the end.", 50_000);

    public static readonly WholeSetting Cores = new("Cores", "--cores", 1, 256,
        "Cores that share the address space.", 2);

    public static readonly ChoiceSetting<FlushDiscipline> Flush =
        new("Flush", "--flush", "When a pass flushes the TLBs.", "batched",
        ("batched", FlushDiscipline.Batched), ("per-pte", FlushDiscipline.PerPte),
        ("per-table", FlushDiscipline.PerTable), ("before-unlock", FlushDiscipline.BeforeUnlock),
        ("none", FlushDiscipline.None));

    public static readonly ChoiceSetting<ApplyRules> Rules = new("Rules", "--rules",
        "Which VMAs a pass walks: as posted in 2019, or as merged into Linux 5.5.", "as-posted",
        ("as-posted", ApplyRules.AsPosted), ("as-merged", ApplyRules.AsMerged));

    public static readonly WholeSetting TlbEntries = new("Tlb:Entries", "--tlb-entries", 1, 1 << 20,
        "Entries of each core's TLB.", 64);

    public static readonly WholeSetting TlbWays = new("Tlb:Ways", "--tlb-ways", 1, 1 << 20,
        "Ways of each core's TLB; entries divided by ways is a power of two.", 4);

    public static readonly ChoiceSetting<TlbReplacement> TlbReplacement = new("Tlb:Replacement", "--tlb-replacement",
        "Which entry of a full set makes room.", "lru", ("lru", Engine.Cpu.TlbReplacement.Lru),
            ("random", Engine.Cpu.TlbReplacement.Random));

    public static readonly WholeSetting Seed = new("Seed", "--seed", 0, long.MaxValue,
        "Seed of random replacement and of the cores' choices in 'stress'.", 1);

    public static readonly WholeSetting Seconds = new("Seconds", "--seconds", 1, 86_400,
        "How long 'stress' runs on each architecture.", 2);

    public static readonly WholeSetting Pages = new("Pages", "--pages", 1, 1 << 24,
        "Pages that 'stress' shares between its cores.", 1024);

    /// <summary>In the order in which they are shown.</summary>
    public static readonly IReadOnlyList<Setting> All =
    [
        Architecture, Architectures, Plugins, Locked, Trace, FoldAddresses, Pass, Every, Cores, Flush, Rules,
        TlbEntries, TlbWays, TlbReplacement, Seed, Seconds, Pages,
    ];

    /// <summary>A folder of plugins as it was named, or the one that ships.</summary>
    public static string PluginFolder(string named) => named == Builtin ? Installed("plugins") : named;

    private static string Installed(string path) => Path.Combine(AppContext.BaseDirectory, path);
}
