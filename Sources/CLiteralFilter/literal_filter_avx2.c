#include "literal_filter_tables.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define AVX2 __attribute__((target("avx2,bmi,bmi2,lzcnt,popcnt")))

/// A bit for each byte that is an ASCII letter or digit.
AVX2 static inline uint32_t word_bytes(__m256i bytes) {
    __m256i letter = _mm256_sub_epi8(_mm256_or_si256(bytes, _mm256_set1_epi8(0x20)), _mm256_set1_epi8('a'));
    __m256i digit = _mm256_sub_epi8(bytes, _mm256_set1_epi8('0'));
    __m256i is_letter = _mm256_cmpeq_epi8(_mm256_min_epu8(letter, _mm256_set1_epi8(25)), letter);
    __m256i is_digit = _mm256_cmpeq_epi8(_mm256_min_epu8(digit, _mm256_set1_epi8(9)), digit);
    return (uint32_t)_mm256_movemask_epi8(_mm256_or_si256(is_letter, is_digit));
}

/// Bit `places` of `words`, at the top of each lane.
AVX2 static inline __m256i raised(__m256i words, __m256i places) {
    return _mm256_sllv_epi32(words, _mm256_sub_epi32(_mm256_set1_epi32(31), places));
}

AVX2 static inline __m256i gather(const uint32_t *table, __m256i words) {
    return _mm256_i32gather_epi32((const int *)table, words, 4);
}

/// A bit for each of the eight positions from `text` at which a literal may begin; reads 16 bytes.
AVX2 static inline uint32_t eight(const literal_filter *filter, const uint8_t *text) {
    const __m256i spread = _mm256_setr_epi8(
        0, 1, 2, 3, 1, 2, 3, 4, 2, 3, 4, 5, 3, 4, 5, 6, 4, 5, 6, 7, 5, 6, 7, 8, 6, 7, 8, 9, 7, 8, 9, 10);
    __m256i bytes = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)text));
    __m256i first = _mm256_shuffle_epi8(bytes, spread);
    __m256i second = _mm256_shuffle_epi8(bytes, _mm256_add_epi8(spread, _mm256_set1_epi8(4)));
    __m256i product = _mm256_mullo_epi32(first, _mm256_set1_epi32((int)literal_filter_start_factor));
    __m256i words = gather(
        filter->starts, _mm256_srl_epi32(product, _mm_cvtsi32_si128(filter->start_shift)));
    __m256i follow = _mm256_mullo_epi16(second, _mm256_set1_epi16(literal_filter_follow_factor));
    __m256i places = _mm256_or_si256(
        _mm256_and_si256(_mm256_srli_epi32(follow, 5), _mm256_set1_epi32(7)),
        _mm256_and_si256(_mm256_srli_epi32(follow, 11), _mm256_set1_epi32(24)));
    __m256i passes = raised(words, places);
    return (uint32_t)_mm256_movemask_ps(_mm256_castsi256_ps(passes));
}

/// By each byte the groups that have it at one place of their literals.
AVX2 static inline __m256i groups(const literal_filter *filter, __m256i bytes, int place) {
    __m256i low = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)filter->low_groups[place]));
    __m256i high = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)filter->high_groups[place]));
    __m256i half = _mm256_set1_epi8(15);
    return _mm256_and_si256(
        _mm256_shuffle_epi8(low, _mm256_and_si256(bytes, half)),
        _mm256_shuffle_epi8(high, _mm256_and_si256(_mm256_srli_epi16(bytes, 4), half)));
}

/// A bit for each of 32 positions at which a literal below 4 bytes may begin; reads 34 bytes.
AVX2 static inline uint32_t short_starts(const literal_filter *filter, const uint8_t *text) {
    __m256i common = groups(filter, _mm256_loadu_si256((const __m256i *)text), 0);
    for (int place = 1; place < 3; place++)
        common = _mm256_and_si256(
            common, groups(filter, _mm256_loadu_si256((const __m256i *)(text + place)), place));
    return ~(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(common, _mm256_setzero_si256()));
}

AVX2 static inline __attribute__((always_inline)) size_t search(
    const literal_filter *filter, const uint8_t *text, size_t count, size_t from, size_t to,
    const literal_filter_marks *marks, uint32_t *candidates, bool has_short) {
    /// The bytes that are read from a position at which a step of 32 positions begins.
    enum { reach = 40 };
    size_t found = 0;
    size_t position = from;
    uint32_t before = position > 0 && literal_filter_is_word(text[position - 1]);
    while (position < to && count - position >= reach) {
        __m256i bytes = _mm256_loadu_si256((const __m256i *)(text + position));
        uint32_t starts = (uint32_t)_mm256_movemask_epi8(_mm256_cmpgt_epi8(bytes, _mm256_set1_epi8(-65)));
        if (to - position < 32) starts = _bzhi_u32(starts, (uint32_t)(to - position));
        if (filter->word_edges) {
            uint32_t word = word_bytes(bytes);
            starts &= ~(word & (word << 1 | before));
            before = word >> 31;
        }
        starts &= (uint32_t)literal_filter_marked(marks, position);
        uint32_t shorts = has_short && starts ? short_starts(filter, text + position) & starts : 0;
        for (int group = 0; starts; group++, starts >>= 8, shorts >>= 8) {
            uint32_t passing = ((eight(filter, text + position + 8 * group) & starts) | shorts) & 0xFF;
            __m256i places = _mm256_cvtepu8_epi32(_mm_cvtsi64_si128((long long)filter->places[passing]));
            __m256i distance = _mm256_set1_epi32((int)(position - from) + 8 * group);
            _mm256_storeu_si256((__m256i *)(candidates + found), _mm256_add_epi32(places, distance));
            found += (size_t)_mm_popcnt_u32(passing);
        }
        position += 32;
    }
    if (position < to) {
        uint32_t *rest = candidates + found;
        uint32_t distance = (uint32_t)(position - from);
        size_t starts = literal_filter_find_starts(filter, text, position, to, distance, marks, rest);
        found += literal_filter_begin(filter, text, count, from, rest, starts, has_short);
    }
    return literal_filter_confirm(filter, text, count, from, candidates, found, has_short);
}

AVX2 size_t literal_filter_search_avx2(
    const literal_filter *filter, const uint8_t *text, size_t count, size_t from, size_t to,
    const literal_filter_marks *marks, uint32_t *candidates) {
    return filter->pairs ? search(filter, text, count, from, to, marks, candidates, true)
                         : search(filter, text, count, from, to, marks, candidates, false);
}
#endif
