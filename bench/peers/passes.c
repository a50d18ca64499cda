/* The peers of the C# engine: the same passes over the same leaf tables, in C.
 * A table is 512 entries of 8 bytes, or 1024 of 4; tables are given as an array of pointers, in page order. */
#include <immintrin.h>
#include <stdint.h>

enum { ENTRIES = 512, NARROW_ENTRIES = 1024 };
#define X86_D (1ull << 6)
#define X86_SD (1ull << 58)
#define I386_SD (1u << 10)
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
static inline int i386_dirty(uint32_t e) { return (e & (X86_D | I386_SD)) != 0; }
static inline uint32_t i386_clean(uint32_t e) { return e & ~(uint32_t)(X86_D | I386_SD); }
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
#define ENTRY(arch, word) \
	static inline void arch##_entry(word *slot, uint64_t page, struct pass *p) \
	{ \
		if (!arch##_dirty(__atomic_load_n(slot, __ATOMIC_RELAXED))) \
			return; \
		word old = __atomic_exchange_n(slot, 0, __ATOMIC_SEQ_CST); \
		__atomic_store_n(slot, arch##_clean(old), __ATOMIC_RELEASE); \
		note(p, page); \
	}
ENTRY(x86, uint64_t)
ENTRY(arm, uint64_t)
ENTRY(i386, uint32_t)

/* ---- as the kernel walks: one indirect call an entry ---- */
typedef int (*pte_fn)(uint64_t *slot, uint64_t page, struct pass *p);
static __attribute__((noinline)) int x86_callback(uint64_t *slot, uint64_t page, struct pass *p) { x86_entry(slot, page, p); return 0; }
static __attribute__((noinline)) int arm_callback(uint64_t *slot, uint64_t page, struct pass *p) { arm_entry(slot, page, p); return 0; }
static pte_fn const callbacks[2] = { x86_callback, arm_callback };

typedef int (*narrow_fn)(uint32_t *slot, uint64_t page, struct pass *p);
static __attribute__((noinline)) int i386_callback(uint32_t *slot, uint64_t page, struct pass *p) { i386_entry(slot, page, p); return 0; }

static void kernel_clean_narrow(uint32_t *const *tables, uint64_t n, struct pass *p)
{
	narrow_fn volatile fn = i386_callback;
	for (uint64_t t = 0; t < n; t++)
		for (int i = 0; i < NARROW_ENTRIES; i++)
			if (fn(tables[t] + i, t * NARROW_ENTRIES + i, p))
				return;
}

void kernel_clean(int format, uint64_t *const *tables, uint64_t n, struct pass *p)
{
	if (format == 2) {
		kernel_clean_narrow((uint32_t *const *)tables, n, p);
		return;
	}
	pte_fn volatile fn = callbacks[format];
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
static inline int i386_any(const uint32_t *b)
{
	__m512i any = _mm512_load_si512(b);
	for (int k = 16; k < 64; k += 16)
		any = _mm512_or_si512(any, _mm512_load_si512(b + k));
	return _mm512_test_epi32_mask(any, _mm512_set1_epi32(X86_D | I386_SD));
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
static inline int i386_any(const uint32_t *b)
{
	__m256i any = _mm256_load_si256((const void *)b);
	for (int k = 8; k < 64; k += 8)
		any = _mm256_or_si256(any, _mm256_load_si256((const void *)(b + k)));
	return !_mm256_testz_si256(any, _mm256_set1_epi32(X86_D | I386_SD));
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

#define WIDE_CLEAN(arch, word, entries) \
	static void arch##_wide(word *const *tables, uint64_t n, struct pass *p) \
	{ \
		for (uint64_t t = 0; t < n; t++) \
			for (int b = 0; b < entries; b += 64) \
				if (arch##_any(tables[t] + b)) \
					for (int i = b; i < b + 64; i++) \
						arch##_entry(tables[t] + i, t * entries + i, p); \
	}
WIDE_CLEAN(x86, uint64_t, ENTRIES)
WIDE_CLEAN(arm, uint64_t, ENTRIES)
WIDE_CLEAN(i386, uint32_t, NARROW_ENTRIES)

void wide_clean(int format, uint64_t *const *tables, uint64_t n, struct pass *p)
{
	if (format == 2)
		i386_wide((uint32_t *const *)tables, n, p);
	else
		(format == 1 ? arm_wide : x86_wide)(tables, n, p);
}

const char *wide_name(void) { return WIDE; }
