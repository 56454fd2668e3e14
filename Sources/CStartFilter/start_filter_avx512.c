#include "start_filter_blocks.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define AVX512 __attribute__((target("avx512f,avx512bw,avx512vbmi")))

/// By each ASCII byte the groups that may have it at a place.
AVX512 static inline __m512i ascii_groups(const start_filter *filter, int place, __m512i bytes) {
    const uint8_t *table = filter->groups[place];
    return _mm512_permutex2var_epi8(_mm512_loadu_si512(table), bytes, _mm512_loadu_si512(table + 64));
}

/// By each byte the groups that may have it at a place.
AVX512 static inline __m512i groups(const start_filter *filter, int place, __m512i bytes) {
    const uint8_t *others = filter->groups[place] + 128;
    return _mm512_mask_blend_epi8(
        _mm512_movepi8_mask(bytes), ascii_groups(filter, place, bytes),
        _mm512_permutex2var_epi8(_mm512_loadu_si512(others), bytes, _mm512_loadu_si512(others + 64)));
}

AVX512 void start_filter_blocks_avx512(
    const start_filter *filter, const uint8_t *text, size_t blocks, uint64_t *marks) {
    for (size_t index = 0; index < blocks; index++, text += 64) {
        __m512i before = _mm512_loadu_si512(text - 1);
        __m512i first = _mm512_loadu_si512(text);
        __m512i second = _mm512_loadu_si512(text + 1);
        __m512i third = _mm512_loadu_si512(text + 2);
        __m512i common;
        // The first and the last of the vectors hold all bytes of the others.
        if (_mm512_movepi8_mask(_mm512_or_si512(before, third))) {
            common = _mm512_and_si512(groups(filter, 0, before), groups(filter, 1, first));
            common = _mm512_and_si512(common, groups(filter, 2, second));
            marks[index] = _mm512_test_epi8_mask(common, groups(filter, 3, third));
        } else {
            common = _mm512_and_si512(ascii_groups(filter, 0, before), ascii_groups(filter, 1, first));
            common = _mm512_and_si512(common, ascii_groups(filter, 2, second));
            marks[index] = _mm512_test_epi8_mask(common, ascii_groups(filter, 3, third));
        }
    }
}
#endif
