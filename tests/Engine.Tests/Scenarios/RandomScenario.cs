using System.Globalization;
using System.Text;

namespace Emulator.Engine.Tests.Scenarios;

/// <summary>Small scenarios made up by a seeded generator: every one is good, most are nonsense, many lose
/// writes.</summary>
internal sealed class RandomScenario
{
    private readonly Random _random;
    private readonly string[] _pages;
    private readonly bool _spare, _buffers, _endless;

    private RandomScenario(int seed, bool endless)
    {
        _endless = endless;
        _random = new(seed);
        _pages = One(4) ? ["A"] : ["A", "B"];
        _spare = One(4);
        _buffers = One(5);
    }

    /// <summary>A scenario of a seed.</summary>
    /// <param name="seed">Which.</param>
    /// <param name="endless">Whether it says what may never end: loops until something is so, entries that refuse,
    /// handlers that don't grant.</param>
    public static string Of(int seed, bool endless = false) => new RandomScenario(seed, endless).Text(seed);

    private bool One(int of) => _random.Next(of) == 0;

    private T Any<T>(params T[] choices) => choices[_random.Next(choices.Length)];

    private string Page() => Any(_pages);

    private string Range() => _pages.Length == 1 || One(2) ? Page() : "A..B";

    private string Text(int seed)
    {
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"scenario random{seed}\n"));
        if (_spare)
            text.AppendLine("frame F");
        text.AppendLine(One(3) ? "param when = early | late" : "");
        var hasParam = text.ToString().Contains("param", StringComparison.Ordinal);
        foreach (var (page, n) in _pages.Select((p, n) => (p, n)))
            text.AppendLine($"page {page}{(n == 1 && One(5) ? " -> A" : "")} : {Entry()}"
                + $"{(One(6) ? " recorded" : "")}{(n == 1 && One(2) ? " table(1)" : "")}");
        if (_buffers)
            text.AppendLine("var n = 0\nallow store_buffers");
        var (twins, off) = (One(3), One(8));
        var writer = (off ? "mm_load() " : "") + Writer() + (off && One(3) ? " mm_unload()" : "");
        text.AppendLine($"thread cpu0 {{ {writer} }}");
        if (twins)
            text.AppendLine($"thread cpu1 {{ {writer} }}");
        if (off)
            text.AppendLine($"tlb cpu0 * : off\n{(twins ? "tlb cpu1 * : off" : "")}");
        text.AppendLine($"thread driver {{ {Driver(hasParam)} }}");
        if (One(4))
            text.AppendLine($"thread other {{ {Other()} }}");
        if (_endless && One(2))
            text.AppendLine(EndlessHandler());
        else if (One(4))
            text.AppendLine(Handler());
        if (One(5))
            text.AppendLine($"allow {Any("speculation", "eviction")}");
        if (!off && One(5))
            text.AppendLine($"tlb {Any("cpu0 *", "driver A", "cpu0 A")} : {Any("cached", "empty", "any")}");
        if (One(6))
            text.AppendLine($"marks {Any("record", "pte", "record, pte", "page_dirty, record")}");
        text.AppendLine("assert no_lost_write, no_lost_dirty_bit, no_writable_after_flush, no_stale_store, "
            + "no_stale_load, tlb_agrees_after_flush, no_deadlock, progress, no_bug");
        return text.ToString();
    }

    private string Entry() => Any("writable dirty", "writable clean", "readonly clean", "readonly dirty",
        "writable dirty old", "absent");

    private string Other() => Any("if (test_and_clear_page_dirty(A)) act(A)", "act_recorded()", Kernel(),
        Pass() + " act_recorded()");

    private string Handler() => Any("mkwrite(P) { record(P) make_writable(P) }",
        "mkwrite(P) { lock address_space record(P) make_writable(P) unlock address_space }",
        "mkwrite(P) { lock address_space record(P) unlock address_space make_writable(P) }",
        "mkwrite(P) { make_writable(P) record(P) }");

    // What may refuse for ever.
    private string EndlessHandler() => Any(
        "mkwrite(P) { record(P) }", "mkwrite(P) { if (!recorded(P)) make_writable(P) }",
        "mkwrite(P) { lock ptl(P) old = ptep_get(P) set_pte_at(P, pte_mkwrite(old)) unlock ptl(P) }",
        "mkwrite(P) { old = ptep_get_and_clear(P) record(P) set_pte_at(P, pte_mkdirty(pte_mkwrite(old))) }",
        "mkwrite(P) { wait (recorded(P)) make_writable(P) }");

    private string Writer() => Any($"store {Target()}", $"store {Target()} store {Target()}",
        $"forever {{ store {Target()} }}", $"load {Page()} store {Target()}",
        $"repeat 2 {{ store {Target()} }}", $"forever {{ load {Page()} }} store {Page()}",
        $"forever {{ store {Page()} load {Page()} }}");

    private string Target() => _pages.Length == 2 && One(2) ? "A|B" : Page();

    private string Driver(bool hasParam)
    {
        var act = Any("act_recorded()", $"act({Page()})", "act_recorded()");
        var body = One(2) ? $"{Pass()} {act}" : $"{Kernel()} {(One(2) ? Kernel() : "")} {(One(2) ? act : "")}";
        if (hasParam)
            body = $"if (when == early) {act} {body} if (when == late) {{ {act} }}";
        body = One(2) ? $"lock address_space {body} unlock address_space" : body;
        return _endless && One(2) ? $"{body} {Tail(Page())}" : body;
    }

    private string Pass() =>
        $"{Any("apply_as_clean", "apply_as_wrprotect")}({Range()}, flush = "
        + $"{Any("batched", "per_pte", "per_table", "before_unlock", "none")}{(One(4) ? ", rules = as_merged" : "")})"
        + (One(3) ? $" flush_tlb_range({Range()})" : "");

    // What uses no entry, and what stands in store buffers.
    private string Agent(string page) => _buffers && One(2)
        ? Any("n = 1", "n = n + 1", "if (n == 0) n = 2", "smp_mb() n = 0", "if (n == 1) flush_tlb_mm()",
            $"n = 1 set_pte_at({page}, pte_mkclean(ptep_get({page}))) if (n == 1) {Any("smp_mb()", "n = 3")}",
            "bug_on (n == 3)")
        : Any($"write_frame({page})", $"f = pte_frame(ptep_get({page})) if (f != 0) write_frame(f, {page})",
            $"f = pte_frame(ptep_get({page})) if (f != 0) write_frame(f)",
            $"free_page({page}) f = alloc_page() set_pte_at({page}, mk_pte(f))",
            $"discard_page({page}) f = alloc_page() copy_page(f, {page}) "
                + $"set_pte_at({page}, pte_mkwrite(mk_pte(f)))",
            $"bug_on (pte_dirty(ptep_get({page})))", $"bug_on (storage_key_dirty({page}))",
            $"if (test_and_clear_storage_key({page})) act({page})",
            $"old = ptep_get({page}) set_pte_at({page}, pte_modify(old, mk_pte({page})))");

    // What may never end.
    private string Loop(string page) => Any(
        $"until (recorded({page})) {{ old = ptep_get({page}) }}",
        $"until (!pte_dirty(old)) {{ old = ptep_get({page}) }} act({page})",
        $"until (x == 1) {{ x = test_and_clear_page_dirty({page}) }}",
        $"until (pte_dirty(old)) {{ old = ptep_get({page}) clear_record({page}) "
            + $"set_pte_at({page}, pte_mkclean(old)) }}",
        $"old = ptep_get({page}) set_pte_at({page}, pte_mkprotnone(old)) flush_tlb_page({page})",
        $"old = ptep_get_and_clear({page}) set_pte_at({page}, pte_mkprotnone(old))",
        $"forever {{ record({page}) clear_record({page}) }} wait (recorded({page}))",
        $"until (pte_none(old)) {{ old = ptep_get({page}) record({page}) clear_record({page}) }}",
        $"wait (page_dirty({page})) act({page})",
        $"old = ptep_get({page}) set_pte_at({page}, pte_wrprotect(pte_mkold(old)))");

    // What never ends, or hardly ever.
    private string Tail(string page) => Any($"until (x == 5) {{ x = recorded({page}) }}",
        $"until (x == 5) {{ record({page}) clear_record({page}) x = page_dirty({page}) }}",
        $"wait (recorded({page}) && page_dirty({page}))", $"lock ptl({page}) lock ptl({page})",
        $"ptep_set_wrprotect({page}) until (pte_write(old)) {{ old = ptep_get({page}) }}");

    private string Frames(string page) => _spare
        ? Any($"copy_page(F, {page}) set_pte_at({page}, pte_mkwrite(mk_pte(F)))",
            $"set_pte_at({page}, mk_pte(F)) free_page(F)", $"copy_page(F, {page})")
        : Any($"free_page({page})", $"discard_page({page})", $"set_pte_at({page}, old)");

    private string Kernel()
    {
        var page = Page();
        if (_endless && One(2))
            return Loop(page);
        var change = Any("pte_mkclean", "pte_wrprotect", "pte_mkdirty", "pte_mkwrite", "pte_mkold");
        var flush = Any($"flush_tlb_page({page})", $"flush_tlb_local({page})", "flush_tlb_mm()", "",
            $"flush_tlb_issue({page}) flush_tlb_complete()");
        var frames = Frames(page);
        var text = Any(
            $"old = ptep_get({page}) set_pte_at({page}, {change}(old)) {flush}",
            $"old = ptep_modify_prot_start({page}) ptep_modify_prot_commit({page}, old, {change}(old)) {flush}",
            $"old = ptep_get_and_clear({page}) if (pte_dirty(old)) set_page_dirty({page}) {flush} {frames}",
            $"ptep_set_wrprotect({page}) {flush}",
            $"until (pte_same(seen, old)) {{ old = ptep_get({page}) "
                + $"seen = ptep_cmpxchg({page}, old, {change}(old)) }} {flush}",
            $"atomic {{ old = ptep_get({page}) "
                + $"if (pte_dirty(old)) {{ set_pte_at({page}, pte_mkclean(old)) record({page}) }} "
                + $"flush_tlb_page({page}) }}",
            $"protected({page})", $"record({page})", $"clear_record({page})", $"set_page_dirty({page})",
            $"make_writable({page})",
            $"wait (pte_dirty(ptep_get({page})) || recorded({page}))",
            Agent(page));
        return One(2) ? $"lock ptl({page}) {text} unlock ptl({page})" : text;
    }
}
