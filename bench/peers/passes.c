/* The peers of the C# engine: the same passes over the same leaf tables, in C.
 * A table is 512 entries; tables are given as an array of pointers, in page order. */
#include <immintrin.h>
#include <stdint.h>

enum { ENTRIES = 512 };
#define X86_D (1ull << 6)
#define X86_SD (1ull << 58)
#define ARM_RO (1ull << 7)
#define ARM_DBM (1ull << 51)
#define ARM_DIRTY (1ull << 55)

struct pass {
	uint64_t total, start, end;
	uint64_t *bitmap;
};

/* ---- the dirty predicates and mkclean, one entry ---- */
static inline int x86_dirty(uint64_t e) { return (e & (X86_D | X86_SD)) != 0; }
static inline uint64_t x86_clean(uint64_t e) { return e & ~(X86_D | X86_SD); }
static inline int arm_dirty(uint64_t e) { return (e & ARM_DIRTY) || ((e & ARM_DBM) && !(e & ARM_RO)); }
static inline uint64_t arm_clean(uint64_t e) { return (e & ~ARM_DIRTY) | ARM_RO; }

static inline void note(struct pass *p, uint64_t page)
{
	p->total++;
	p->start = page < p->start ? page : p->start;
	p->end = page + 1 > p->end ? page + 1 : p->end;
	p->bitmap[page >> 6] |= 1ull << (page & 63);
}

/* ptep_modify_prot_start, commit */
#define ENTRY(arch) \
	static inline void arch##_entry(uint64_t *slot, uint64_t page, struct pass *p) \
	{ \
		if (!arch##_dirty(__atomic_load_n(slot, __ATOMIC_RELAXED))) \
			return; \
		uint64_t old = __atomic_exchange_n(slot, 0, __ATOMIC_SEQ_CST); \
		__atomic_store_n(slot, arch##_clean(old), __ATOMIC_RELEASE); \
		note(p, page); \
	}
ENTRY(x86)
ENTRY(arm)

/* ---- as the kernel walks: one indirect call an entry ---- */
typedef int (*pte_fn)(uint64_t *slot, uint64_t page, struct pass *p);
static __attribute__((noinline)) int x86_callback(uint64_t *slot, uint64_t page, struct pass *p) { x86_entry(slot, page, p); return 0; }
static __attribute__((noinline)) int arm_callback(uint64_t *slot, uint64_t page, struct pass *p) { arm_entry(slot, page, p); return 0; }
static pte_fn const callbacks[2] = { x86_callback, arm_callback };

void kernel_clean(int arm, uint64_t *const *tables, uint64_t n, struct pass *p)
{
	pte_fn volatile fn = callbacks[arm];
	for (uint64_t t = 0; t < n; t++)
		for (int i = 0; i < ENTRIES; i++)
			if (fn(tables[t] + i, t * ENTRIES + i, p))
				return;
}

/* ---- by hand: 64 entries are asked together, then those that answered ---- */
#ifdef __AVX512F__
#define WIDE "AVX-512"
static inline int x86_any(const uint64_t *b)
{
	__m512i any = _mm512_load_si512(b);
	for (int k = 8; k < 64; k += 8)
		any = _mm512_or_si512(any, _mm512_load_si512(b + k));
	return _mm512_test_epi64_mask(any, _mm512_set1_epi64((long long)(X86_D | X86_SD)));
}
static inline __m512i arm_answer(const uint64_t *b)
{	/* DIRTY or (DBM and not RDONLY), in bit 51 */
	__m512i e = _mm512_load_si512(b);
	return _mm512_or_si512(_mm512_srli_epi64(e, 4), _mm512_andnot_si512(_mm512_slli_epi64(e, 44), e));
}
static inline int arm_any(const uint64_t *b)
{
	__m512i any = arm_answer(b);
	for (int k = 8; k < 64; k += 8)
		any = _mm512_or_si512(any, arm_answer(b + k));
	return _mm512_test_epi64_mask(any, _mm512_set1_epi64((long long)ARM_DBM));
}
#else
#define WIDE "AVX2"
static inline int x86_any(const uint64_t *b)
{
	__m256i any = _mm256_load_si256((const void *)b);
	for (int k = 4; k < 64; k += 4)
		any = _mm256_or_si256(any, _mm256_load_si256((const void *)(b + k)));
	return !_mm256_testz_si256(any, _mm256_set1_epi64x((long long)(X86_D | X86_SD)));
}
static inline __m256i arm_answer(const uint64_t *b)
{
	__m256i e = _mm256_load_si256((const void *)b);
	return _mm256_or_si256(_mm256_srli_epi64(e, 4), _mm256_andnot_si256(_mm256_slli_epi64(e, 44), e));
}
static inline int arm_any(const uint64_t *b)
{
	__m256i any = arm_answer(b);
	for (int k = 4; k < 64; k += 4)
		any = _mm256_or_si256(any, arm_answer(b + k));
	return !_mm256_testz_si256(any, _mm256_set1_epi64x((long long)ARM_DBM));
}
#endif

#define WIDE_CLEAN(arch) \
	static void arch##_wide(uint64_t *const *tables, uint64_t n, struct pass *p) \
	{ \
		for (uint64_t t = 0; t < n; t++) \
			for (int b = 0; b < ENTRIES; b += 64) \
				if (arch##_any(tables[t] + b)) \
					for (int i = b; i < b + 64; i++) \
						arch##_entry(tables[t] + i, t * ENTRIES + i, p); \
	}
WIDE_CLEAN(x86)
WIDE_CLEAN(arm)

void wide_clean(int arm, uint64_t *const *tables, uint64_t n, struct pass *p)
{
	(arm ? arm_wide : x86_wide)(tables, n, p);
}

const char *wide_name(void) { return WIDE; }
