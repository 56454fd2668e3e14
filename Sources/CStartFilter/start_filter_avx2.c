#include "start_filter_blocks.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define AVX2 __attribute__((target("avx2")))

/// By each byte the groups that may have it at a place, as far as its halves tell.
AVX2 static inline __m256i groups(const start_filter *filter, int place, const uint8_t *text) {
    __m256i low = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)filter->low[place]));
    __m256i high = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)filter->high[place]));
    __m256i half = _mm256_set1_epi8(15);
    __m256i bytes = _mm256_loadu_si256((const __m256i *)text);
    return _mm256_and_si256(
        _mm256_shuffle_epi8(low, _mm256_and_si256(bytes, half)),
        _mm256_shuffle_epi8(high, _mm256_and_si256(_mm256_srli_epi16(bytes, 4), half)));
}

AVX2 static inline uint32_t marks_of_32(const start_filter *filter, const uint8_t *text) {
    __m256i common = groups(filter, 0, text - 1);
    for (int place = 1; place < start_filter_places; place++)
        common = _mm256_and_si256(common, groups(filter, place, text + place - 1));
    return ~(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(common, _mm256_setzero_si256()));
}

AVX2 void start_filter_blocks_avx2(
    const start_filter *filter, const uint8_t *text, size_t blocks, uint64_t *marks) {
    for (size_t index = 0; index < blocks; index++, text += 64)
        marks[index] = marks_of_32(filter, text) | (uint64_t)marks_of_32(filter, text + 32) << 32;
}
#endif
