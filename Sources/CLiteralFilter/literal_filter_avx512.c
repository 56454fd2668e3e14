#include "literal_filter_tables.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define AVX512 \
    __attribute__((target("avx512f,avx512dq,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,avx2,bmi,bmi2,lzcnt,popcnt")))

/// A bit for each byte that is an ASCII letter or digit.
AVX512 static inline uint64_t word_bytes(__m512i bytes) {
    __m512i letter = _mm512_sub_epi8(_mm512_or_si512(bytes, _mm512_set1_epi8(0x20)), _mm512_set1_epi8('a'));
    __m512i digit = _mm512_sub_epi8(bytes, _mm512_set1_epi8('0'));
    return _mm512_cmplt_epu8_mask(letter, _mm512_set1_epi8(26))
        | _mm512_cmplt_epu8_mask(digit, _mm512_set1_epi8(10));
}

AVX512 static inline __m512i gather(const uint32_t *table, __m512i words) {
    return _mm512_i32gather_epi32(words, table, 4);
}

/// A bit for each of sixteen texts, of whose first eight bytes `first` and `second` are the halves.
AVX512 static inline __mmask16 sixteen(
    const literal_filter *filter, __m512i first, __m512i second, bool has_short) {
    const __m512i one = _mm512_set1_epi32(1);
    __m512i product = _mm512_mullo_epi32(first, _mm512_set1_epi32((int)literal_filter_start_factor));
    __m512i words = gather(
        filter->starts, _mm512_srl_epi32(product, _mm_cvtsi32_si128(filter->start_shift)));
    __m512i follow = _mm512_mullo_epi16(second, _mm512_set1_epi16(literal_filter_follow_factor));
    __m512i places = _mm512_or_si512(
        _mm512_and_si512(_mm512_srli_epi32(follow, 5), _mm512_set1_epi32(7)),
        _mm512_and_si512(_mm512_srli_epi32(follow, 11), _mm512_set1_epi32(24)));
    __mmask16 passes = _mm512_test_epi32_mask(_mm512_rorv_epi32(words, places), one);
    if (has_short) {
        __m512i pair = _mm512_and_si512(first, _mm512_set1_epi32(0xFFFF));
        __m512i triple = _mm512_srl_epi32(
            _mm512_mullo_epi32(
                _mm512_and_si512(first, _mm512_set1_epi32(0xFFFFFF)),
                _mm512_set1_epi32((int)literal_filter_triple_factor)),
            _mm_cvtsi32_si128(filter->triple_shift));
        __m512i pairs = gather(filter->pairs, _mm512_srli_epi32(pair, 5));
        __m512i triples = gather(filter->triples, _mm512_srli_epi32(triple, 5));
        passes |= _mm512_test_epi32_mask(_mm512_rorv_epi32(pairs, pair), one);
        passes |= _mm512_test_epi32_mask(_mm512_rorv_epi32(triples, triple), one);
    }
    return passes;
}

/// A bit for each of eight texts of whose prefixes, one length each, stage two knows.
AVX512 static inline __mmask8 known(
    const literal_filter *filter, __m512i first, __m512i second, __m512i length, __mmask8 lanes) {
    const __m512i mask = _mm512_permutex2var_epi64(
        _mm512_loadu_si512(literal_filter_masks[0]), length, _mm512_loadu_si512(literal_filter_masks[0] + 8));
    const __m512i other_mask = _mm512_permutex2var_epi64(
        _mm512_loadu_si512(literal_filter_masks[1]), length, _mm512_loadu_si512(literal_filter_masks[1] + 8));
    const __m512i factor = _mm512_set1_epi64((long long)literal_filter_prefix_factor);
    const __m512i other_factor = _mm512_set1_epi64((long long)literal_filter_other_prefix_factor);
    __m512i hash = _mm512_xor_si512(
        _mm512_mullo_epi64(_mm512_and_si512(first, mask), factor),
        _mm512_mullo_epi64(_mm512_and_si512(second, other_mask), other_factor));
    __m256i words = _mm512_mask_i64gather_epi32(
        _mm256_setzero_si256(), lanes, _mm512_srl_epi64(hash, _mm_cvtsi32_si128(filter->prefix_shift)),
        filter->prefixes, 4);
    __m256i place = _mm512_cvtepi64_epi32(_mm512_srli_epi64(hash, literal_filter_bit_shift));
    __m256i other_place =
        _mm256_srli_epi32(place, literal_filter_other_bit_shift - literal_filter_bit_shift);
    __m256i both = _mm256_and_si256(_mm256_rorv_epi32(words, place), _mm256_rorv_epi32(words, other_place));
    return _mm256_test_epi32_mask(both, _mm256_set1_epi32(1));
}

/// As `literal_filter_confirm`, where 16 bytes can be read from each candidate; without literals below 4 bytes.
AVX512 static inline size_t confirm(
    const literal_filter *filter, const uint8_t *text, uint32_t *candidates, size_t found) {
    size_t kept = 0;
    for (size_t index = 0; index < found; index += 8) {
        __mmask8 lanes = found - index < 8 ? (__mmask8)(0xFF >> (8 - (found - index))) : 0xFF;
        __m256i distances = _mm256_maskz_loadu_epi32(lanes, candidates + index);
        __m512i positions = _mm512_cvtepu32_epi64(distances);
        __m512i zero = _mm512_setzero_si512();
        __m512i first = _mm512_mask_i64gather_epi64(zero, lanes, positions, text, 1);
        __m512i second = _mm512_mask_i64gather_epi64(zero, lanes, positions, text + 8, 1);
        __m512i product = _mm512_mul_epu32(first, _mm512_set1_epi64(literal_filter_start_factor));
        __m512i words = _mm512_srl_epi64(
            _mm512_slli_epi64(product, 32), _mm_cvtsi32_si128(32 + filter->start_shift));
        __m512i lengths = _mm512_cvtepu32_epi64(_mm512_mask_i64gather_epi32(
            _mm256_setzero_si256(), lanes, words, filter->lengths, sizeof *filter->lengths));
        __mmask8 passes = known(filter, first, second, lengths, lanes)
            | known(filter, first, second, _mm512_srli_epi64(lengths, 4), lanes)
            | known(filter, first, second, _mm512_srli_epi64(lengths, 8), lanes);
        passes &= lanes;
        _mm256_storeu_si256((__m256i *)(candidates + kept), _mm256_maskz_compress_epi32(passes, distances));
        kept += (size_t)_mm_popcnt_u32(passes);
    }
    return kept;
}

/// The first `count` of 64 bits.
AVX512 static inline uint64_t lowest(size_t count) {
    return count < 64 ? _bzhi_u64(UINT64_MAX, (uint32_t)count) : UINT64_MAX;
}

AVX512 static inline __m512i load(const uint8_t *text, size_t count, size_t position) {
    if (position >= count) return _mm512_setzero_si512();
    if (count - position >= 64) return _mm512_loadu_si512(text + position);
    return _mm512_maskz_loadu_epi8(lowest(count - position), text + position);
}

AVX512 static inline __attribute__((always_inline)) size_t search(
    const literal_filter *filter, const uint8_t *text, size_t count, size_t from, size_t to,
    uint32_t *candidates, bool has_short) {
    const __m512i low_byte = _mm512_set1_epi32(0xFF);
    const __m512i lanes = _mm512_mullo_epi32(
        _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15),
        _mm512_set1_epi32(0x01010101));
    static const uint8_t numbers[64] = {
        0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
        22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43,
        44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63,
    };
    const __m512i places = _mm512_loadu_si512(numbers);
    size_t found = 0;
    uint64_t before = from > 0 && literal_filter_is_word(text[from - 1]);
    __m512i bytes = load(text, count, from);
    for (size_t position = from; position < to; position += 64) {
        __m512i following = load(text, count, position + 64);
        uint64_t starts = _mm512_cmpgt_epi8_mask(bytes, _mm512_set1_epi8(-65)) & lowest(to - position);
        if (filter->word_edges) {
            uint64_t word = word_bytes(bytes);
            starts &= ~(word & (word << 1 | before));
            before = word >> 63;
        }
        int number = (int)_mm_popcnt_u64(starts);
        __m512i chosen = _mm512_maskz_compress_epi8(starts, places);
        __m512i base = _mm512_set1_epi32((int)(position - from));
        for (int done = 0; done < number; done += 16) {
            __m512i place = _mm512_permutexvar_epi8(_mm512_add_epi8(lanes, _mm512_set1_epi8((char)done)), chosen);
            __m512i first = _mm512_permutex2var_epi8(
                bytes, _mm512_add_epi8(place, _mm512_set1_epi32(0x03020100)), following);
            __m512i second = _mm512_permutex2var_epi8(
                bytes, _mm512_add_epi8(place, _mm512_set1_epi32(0x07060504)), following);
            __mmask16 passes = sixteen(filter, first, second, has_short);
            passes &= (__mmask16)lowest((size_t)(number - done));
            __m512i distance = _mm512_add_epi32(_mm512_and_si512(place, low_byte), base);
            _mm512_storeu_si512(candidates + found, _mm512_maskz_compress_epi32(passes, distance));
            found += (size_t)_mm_popcnt_u32(passes);
        }
        bytes = following;
    }
    if (!has_short && count - to >= 16) return confirm(filter, text + from, candidates, found);
    return literal_filter_confirm(filter, text, count, from, candidates, found, has_short);
}

AVX512 size_t literal_filter_search_avx512(
    const literal_filter *filter, const uint8_t *text, size_t count, size_t from, size_t to,
    uint32_t *candidates) {
    return filter->pairs ? search(filter, text, count, from, to, candidates, true)
                         : search(filter, text, count, from, to, candidates, false);
}
#endif
