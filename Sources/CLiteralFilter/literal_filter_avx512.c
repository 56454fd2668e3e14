#include "literal_filter_tables.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define AVX512 \
    __attribute__((target( \
        "avx512f,avx512dq,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,avx2,bmi,bmi2,lzcnt,popcnt")))

/// The places of the 64 bytes of a vector.
static const uint8_t numbers[64] = {
    0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
    22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43,
    44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63,
};

/// A bit for each byte that is an ASCII letter or digit.
AVX512 static inline uint64_t word_bytes(__m512i bytes) {
    __m512i letter = _mm512_sub_epi8(_mm512_or_si512(bytes, _mm512_set1_epi8(0x20)), _mm512_set1_epi8('a'));
    __m512i digit = _mm512_sub_epi8(bytes, _mm512_set1_epi8('0'));
    return _mm512_cmplt_epu8_mask(letter, _mm512_set1_epi8(26))
        | _mm512_cmplt_epu8_mask(digit, _mm512_set1_epi8(10));
}

AVX512 static inline __m512i start_places(__m512i second) {
    __m512i follow = _mm512_mullo_epi16(second, _mm512_set1_epi16(literal_filter_follow_factor));
    return _mm512_or_si512(
        _mm512_and_si512(_mm512_srli_epi32(follow, 5), _mm512_set1_epi32(7)),
        _mm512_and_si512(_mm512_srli_epi32(follow, 11), _mm512_set1_epi32(24)));
}

/// A bit for each of sixteen texts that stage one lets pass; `first` and `second` are bytes 0-3 and 4-7.
AVX512 static inline __mmask16 sixteen(const literal_filter *filter, __m512i first, __m512i second) {
    __m512i product = _mm512_mullo_epi32(first, _mm512_set1_epi32((int)literal_filter_start_factor));
    __m512i words = _mm512_i32gather_epi32(
        _mm512_srl_epi32(product, _mm_cvtsi32_si128(filter->start_shift)), filter->starts, 4);
    return _mm512_test_epi32_mask(_mm512_rorv_epi32(words, start_places(second)), _mm512_set1_epi32(1));
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

/// Bits of a table, one for each lane.
AVX512 static inline __mmask8 bits(const uint32_t *table, __m256i places, __mmask8 lanes) {
    __m256i words = _mm256_mmask_i32gather_epi32(
        _mm256_setzero_si256(), lanes, _mm256_srli_epi32(places, 5), table, 4);
    return _mm256_test_epi32_mask(_mm256_rorv_epi32(words, places), _mm256_set1_epi32(1));
}

/// A bit for each of eight texts that begins with a literal below 4 bytes, as far as the tables of pairs and
/// triples say.
AVX512 static inline __mmask8 short_literals(const literal_filter *filter, __m512i first, __mmask8 lanes) {
    __m256i start = _mm512_cvtepi64_epi32(first);
    __m256i triples = _mm256_srl_epi32(
        _mm256_mullo_epi32(
            _mm256_and_si256(start, _mm256_set1_epi32(0xFFFFFF)),
            _mm256_set1_epi32((int)literal_filter_triple_factor)),
        _mm_cvtsi32_si128(filter->triple_shift));
    return bits(filter->pairs, _mm256_and_si256(start, _mm256_set1_epi32(0xFFFF)), lanes)
        | bits(filter->triples, triples, lanes);
}

/// As `literal_filter_confirm`, where 16 bytes can be read from each candidate.
AVX512 static inline __attribute__((always_inline)) size_t confirm(
    const literal_filter *filter, const uint8_t *text, uint32_t *candidates, size_t found, bool has_short) {
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
        if (has_short) {
            __m512i place = _mm512_and_si512(
                start_places(_mm512_srli_epi64(first, 32)), _mm512_set1_epi64(31));
            __m512i bit = _mm512_or_si512(_mm512_slli_epi64(words, 5), place);
            passes &= bits(filter->starts, _mm512_cvtepi64_epi32(bit), lanes);
            // Few lanes get here, so that the rest of the question is asked one by one.
            uint32_t rest = short_literals(filter, first, lanes) & lanes & ~passes;
            for (; rest; rest = _blsr_u32(rest)) {
                uint32_t lane = _tzcnt_u32(rest);
                uint64_t start = literal_filter_load(text, SIZE_MAX, candidates[index + lane]);
                if (literal_filter_has_short(filter, start)) passes |= (__mmask8)(1u << lane);
            }
        }
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

/// By each byte the groups that have it at one place of their literals.
AVX512 static inline __m512i groups(const uint8_t table[256], __m512i bytes) {
    __m512i low = _mm512_permutex2var_epi8(_mm512_loadu_si512(table), bytes, _mm512_loadu_si512(table + 64));
    __m512i high =
        _mm512_permutex2var_epi8(_mm512_loadu_si512(table + 128), bytes, _mm512_loadu_si512(table + 192));
    return _mm512_mask_blend_epi8(_mm512_movepi8_mask(bytes), low, high);
}

/// A bit for each of 64 positions at which a literal below 4 bytes may begin.
AVX512 static inline uint64_t short_starts(
    const literal_filter *filter, __m512i bytes, const uint8_t *text, size_t count, size_t position) {
    __m512i common = _mm512_and_si512(
        groups(filter->groups[0], bytes), groups(filter->groups[1], load(text, count, position + 1)));
    return _mm512_test_epi8_mask(common, groups(filter->groups[2], load(text, count, position + 2)));
}

/// A bit for each of 64 positions that stage nought lets pass.
AVX512 static inline uint64_t beginnings(
    const literal_filter *filter, __m512i bytes, const uint8_t *text, size_t count, size_t position) {
    __m512i third = load(text, count, position + 2);
    __m512i place = _mm512_xor_si512(
        _mm512_permutexvar_epi8(bytes, _mm512_loadu_si512(filter->beginning_mix[0])),
        _mm512_permutexvar_epi8(
            load(text, count, position + 1), _mm512_loadu_si512(filter->beginning_mix[1])));
    place = _mm512_xor_si512(
        place, _mm512_permutexvar_epi8(third, _mm512_loadu_si512(filter->beginning_mix[2])));
    __m512i words = _mm512_permutex2var_epi8(
        _mm512_loadu_si512(filter->beginnings), place, _mm512_loadu_si512(filter->beginnings + 64));
    __m512i bit = _mm512_shuffle_epi8(
        _mm512_set1_epi64((long long)0x8040201008040201), _mm512_and_si512(third, _mm512_set1_epi8(7)));
    return _mm512_test_epi8_mask(words, bit);
}

/// Writes base plus the place of each bit; returns the number of bits. Up to 15 entries behind are written
/// as well.
AVX512 static inline size_t write(uint64_t passing, uint32_t base, uint32_t *candidates) {
    uint8_t places[64];
    size_t number = (size_t)_mm_popcnt_u64(passing);
    __m512i chosen = _mm512_maskz_compress_epi8(passing, _mm512_loadu_si512(numbers));
    __m512i start = _mm512_set1_epi32((int)base);
    __m512i first = _mm512_cvtepu8_epi32(_mm512_castsi512_si128(chosen));
    _mm512_storeu_si512(candidates, _mm512_add_epi32(first, start));
    if (number <= 16) return number;
    _mm512_storeu_si512(places, chosen);
    for (size_t done = 16; done < number; done += 16) {
        __m512i next = _mm512_cvtepu8_epi32(_mm_loadu_si128((const __m128i *)(places + done)));
        _mm512_storeu_si512(candidates + done, _mm512_add_epi32(next, start));
    }
    return number;
}

/// A bit for each of the positions in `starts` that stage one lets pass.
AVX512 static inline uint64_t passing(
    const literal_filter *filter, uint64_t starts, __m512i bytes, __m512i following) {
    const __m512i lanes = _mm512_mullo_epi32(
        _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15),
        _mm512_set1_epi32(0x01010101));
    int number = (int)_mm_popcnt_u64(starts);
    __m512i chosen = _mm512_maskz_compress_epi8(starts, _mm512_loadu_si512(numbers));
    uint64_t result = 0;
    for (int done = 0; done < number; done += 16) {
        __m512i place = _mm512_permutexvar_epi8(_mm512_add_epi8(lanes, _mm512_set1_epi8((char)done)), chosen);
        __m512i first = _mm512_permutex2var_epi8(
            bytes, _mm512_add_epi8(place, _mm512_set1_epi32(0x03020100)), following);
        __m512i second = _mm512_permutex2var_epi8(
            bytes, _mm512_add_epi8(place, _mm512_set1_epi32(0x07060504)), following);
        // A lane without a position has no bit in `starts` either.
        result |= _pdep_u64((uint64_t)sixteen(filter, first, second) << done, starts);
    }
    return result;
}

AVX512 static inline __attribute__((always_inline)) size_t search(
    const literal_filter *filter, const uint8_t *text, size_t count, size_t from, size_t to,
    const literal_filter_marks *marks, uint32_t *candidates, bool has_short) {
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
        starts &= literal_filter_marked(marks, position);
        if (starts && filter->has_beginnings) starts &= beginnings(filter, bytes, text, count, position);
        if (starts) {
            uint64_t passed = passing(filter, starts, bytes, following);
            if (has_short) passed |= short_starts(filter, bytes, text, count, position) & starts;
            found += write(passed, (uint32_t)(position - from), candidates + found);
        }
        bytes = following;
    }
    if (count - to >= 16) return confirm(filter, text + from, candidates, found, has_short);
    return literal_filter_confirm(filter, text, count, from, candidates, found, has_short);
}

AVX512 size_t literal_filter_search_avx512(
    const literal_filter *filter, const uint8_t *text, size_t count, size_t from, size_t to,
    const literal_filter_marks *marks, uint32_t *candidates) {
    return filter->pairs ? search(filter, text, count, from, to, marks, candidates, true)
                         : search(filter, text, count, from, to, marks, candidates, false);
}
#endif
