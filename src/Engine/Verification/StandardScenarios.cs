namespace Emulator.Engine.Verification;

/// <summary>What every architecture must hold, whoever wrote its plugin: the two passes, and the kernel's helpers
/// against a core that stores at the same time.</summary>
internal static class StandardScenarios
{
    // What hardware and handlers do with an entry.
    private static readonly string[] Tracking = ["L9", "L17", "T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8"];

    public static IReadOnlyList<ScenarioLaw> All { get; } =
    [
        new("X1", "apply_as_clean with a flush, then its consumer, loses no write, and every access makes headway",
            "the dirty log of a driver or a live migration lacks a page",
            ["L3", "L4", "L5", "L8", "L10", "L14", "L16", .. Tracking],
            """
            scenario clean_pass
            param flush = batched | per_pte
            page A, B : writable clean old
            thread cpu0 { forever { store A|B } }
            thread cpu1 { forever { load A  store A } }
            thread driver {
                if (flush == batched) { apply_as_clean(A..B) } else { apply_as_clean(A..B, flush = per_pte) }
                act_recorded()
            }
            assert no_lost_write, progress, no_deadlock
            """),
        new("X2", "apply_as_wrprotect with a flush loses no write where mkwrite holds the lock until the entry is "
            + "writable",
            "a page that is written is neither recorded nor protected",
            ["L1", "L2", "L4", "L5", "L10", "L14", "L16", .. Tracking],
            """
            scenario write_protect_pass
            page A : readonly clean
            thread cpu0 { forever { store A } }
            thread cpu1 { forever { store A } }
            thread driver {
                lock address_space
                apply_as_wrprotect(A)
                act_recorded()
                unlock address_space
            }
            assert no_lost_write, no_writable_after_flush, progress, no_deadlock
            """),
        new("X3", "ptep_set_wrprotect loses no dirtiness to a core that stores at the same time",
            "fork or clear_refs stores an old entry over hardware's dirty bit: reclaim drops a page that was written "
                + "(riscv in 7.0)",
            ["L1", "L2", .. Tracking],
            """
            scenario set_wrprotect
            page A : writable clean
            thread cpu0 { forever { store A } }
            thread kernel {
                lock ptl(A)
                if (pte_present(ptep_get(A))) { ptep_set_wrprotect(A) }
                unlock ptl(A)
                flush_tlb_page(A)
            }
            assert no_lost_write
            """),
        new("X4", "ptep_get_and_clear loses no dirtiness to a core that stores at the same time",
            "unmapping takes an entry as clean that hardware has just made dirty: the page is freed unwritten",
            ["L14", .. Tracking],
            """
            scenario get_and_clear
            page A : writable clean
            thread cpu0 { forever { store A } }
            thread kernel {
                lock ptl(A)
                old = ptep_get_and_clear(A)
                flush_tlb_page(A)
                if (pte_dirty(old)) { set_page_dirty(A) }
                unlock ptl(A)
            }
            assert no_lost_write
            """),
        new("X5", "ptep_set_access_flags loses no dirtiness to a core that stores at the same time",
            "a read fault stores the clean entry that it read over hardware's dirty bit (arm64 in 2016)",
            ["L4", "L10", "L16", .. Tracking],
            """
            scenario set_access_flags
            page A : writable clean
            thread cpu0 { forever { store A } }
            thread kernel {
                lock ptl(A)
                pte = ptep_get(A)
                if (pte_present(pte)) { ptep_set_access_flags(A, pte_mkyoung(pte)) }
                unlock ptl(A)
                flush_tlb_page(A)
            }
            assert no_lost_write
            """),
        new("X6", "ptep_modify_prot_start and commit lose no dirtiness to a core that stores at the same time",
            "mprotect stores an old entry over hardware's dirty bit",
            ["L1", "L14", "L18", .. Tracking],
            """
            scenario modify_prot
            page A : writable clean
            thread cpu0 { forever { store A } }
            thread kernel {
                lock ptl(A)
                if (pte_present(ptep_get(A))) {
                    old = ptep_modify_prot_start(A)
                    ptep_modify_prot_commit(A, old, pte_wrprotect(old))
                }
                unlock ptl(A)
                flush_tlb_page(A)
            }
            assert no_lost_write
            """),
    ];
}
