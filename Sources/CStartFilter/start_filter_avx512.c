#include "start_filter_blocks.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define AVX512 __attribute__((target("avx512f,avx512bw,avx512vbmi")))

/// By each byte the groups that may have it at a place.
AVX512 static inline __m512i groups(const start_filter *filter, int place, const uint8_t *text) {
    const uint8_t *table = filter->groups[place];
    __m512i bytes = _mm512_loadu_si512(text);
    __m512i ascii =
        _mm512_permutex2var_epi8(_mm512_loadu_si512(table), bytes, _mm512_loadu_si512(table + 64));
    __m512i others =
        _mm512_permutex2var_epi8(_mm512_loadu_si512(table + 128), bytes, _mm512_loadu_si512(table + 192));
    return _mm512_mask_blend_epi8(_mm512_movepi8_mask(bytes), ascii, others);
}

AVX512 void start_filter_blocks_avx512(
    const start_filter *filter, const uint8_t *text, size_t blocks, uint64_t *marks) {
    for (size_t index = 0; index < blocks; index++, text += 64) {
        __m512i common = _mm512_and_si512(groups(filter, 0, text - 1), groups(filter, 1, text));
        common = _mm512_and_si512(common, groups(filter, 2, text + 1));
        marks[index] = _mm512_test_epi8_mask(common, groups(filter, 3, text + 2));
    }
}
#endif
