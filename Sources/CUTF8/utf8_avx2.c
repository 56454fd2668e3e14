#include "utf8_implementations.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define AVX2 __attribute__((target("avx2")))

/// What two bytes in a row can have wrong with them, one bit each. The idea is that of Keiser and Lemire, "Validating
/// UTF-8 In Less Than One Instruction Per Byte" (2021): three tables, by the halves of the first byte and by the upper
/// half of the second, of which an error is what all three allow.
enum {
    /// No trailing byte behind a lead byte.
    too_short = 1 << 0,
    /// A trailing byte behind ASCII.
    too_long = 1 << 1,
    /// E0 with less than A0 behind it.
    long_form_of_two = 1 << 2,
    /// F4 with 90 or more behind it, or F5 and more.
    too_large = 1 << 3,
    /// ED with A0 or more behind it.
    surrogate = 1 << 4,
    /// C0 or C1.
    long_form_of_one = 1 << 5,
    /// F0 with less than 90 behind it; as well F5 and more with less than 90 behind it.
    long_form_of_three = 1 << 6,
    /// Two trailing bytes, which is right where the lead byte two or three places before says so.
    two_trailing = 1 << 7,
    /// What the lower half of the first byte has no say in.
    any_low = too_short | too_long | two_trailing,
    trailing_any = too_long | long_form_of_one | two_trailing,
};

static const uint8_t first_high[16] = {
    too_long, too_long, too_long, too_long, too_long, too_long, too_long, too_long,
    two_trailing, two_trailing, two_trailing, two_trailing,
    too_short | long_form_of_one, too_short, too_short | long_form_of_two | surrogate,
    too_short | too_large | long_form_of_three,
};

static const uint8_t first_low[16] = {
    any_low | long_form_of_one | long_form_of_two | long_form_of_three,
    any_low | long_form_of_one,
    any_low, any_low,
    any_low | too_large,
    any_low | too_large | long_form_of_three, any_low | too_large | long_form_of_three,
    any_low | too_large | long_form_of_three, any_low | too_large | long_form_of_three,
    any_low | too_large | long_form_of_three, any_low | too_large | long_form_of_three,
    any_low | too_large | long_form_of_three, any_low | too_large | long_form_of_three,
    any_low | too_large | long_form_of_three | surrogate,
    any_low | too_large | long_form_of_three, any_low | too_large | long_form_of_three,
};

static const uint8_t second_high[16] = {
    too_short, too_short, too_short, too_short, too_short, too_short, too_short, too_short,
    trailing_any | long_form_of_two | long_form_of_three,
    trailing_any | long_form_of_two | too_large,
    trailing_any | surrogate | too_large,
    trailing_any | surrogate | too_large,
    too_short, too_short, too_short, too_short,
};

AVX2 static inline __m256i table(const uint8_t entries[16]) {
    return _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)entries));
}

AVX2 static inline __m256i upper_half(__m256i bytes) {
    return _mm256_and_si256(_mm256_srli_epi16(bytes, 4), _mm256_set1_epi8(0x0F));
}

/// Not zero where the bytes of a block, behind those of the block before it, are no UTF-8.
AVX2 static inline __m256i errors(__m256i bytes, __m256i before) {
    // The upper half of the block before, and the lower half of this one.
    __m256i middle = _mm256_permute2x128_si256(before, bytes, 0x21);
    __m256i one_before = _mm256_alignr_epi8(bytes, middle, 15);
    __m256i two_before = _mm256_alignr_epi8(bytes, middle, 14);
    __m256i three_before = _mm256_alignr_epi8(bytes, middle, 13);
    __m256i pairs = _mm256_and_si256(
        _mm256_and_si256(
            _mm256_shuffle_epi8(table(first_high), upper_half(one_before)),
            _mm256_shuffle_epi8(
                table(first_low), _mm256_and_si256(one_before, _mm256_set1_epi8(0x0F)))),
        _mm256_shuffle_epi8(table(second_high), upper_half(bytes)));
    // The highest bit where a third or fourth byte of a code point has to stand.
    __m256i third = _mm256_subs_epu8(two_before, _mm256_set1_epi8((char)(0xE0 - 0x80)));
    __m256i fourth = _mm256_subs_epu8(three_before, _mm256_set1_epi8((char)(0xF0 - 0x80)));
    __m256i wanted = _mm256_and_si256(_mm256_or_si256(third, fourth), _mm256_set1_epi8((char)0x80));
    return _mm256_xor_si256(wanted, pairs);
}

/// The beginning of the code point that reaches up to `end` or beyond it.
static size_t edge(const uint8_t *text, size_t end) {
    for (size_t length = 1; length <= 3 && length <= end; length++)
        if ((text[end - length] & 0xC0) != 0x80) return end - length;
    return end;
}

AVX2 size_t utf8_valid_blocks_avx2(const uint8_t *text, size_t count) {
    __m256i before = _mm256_setzero_si256();
    size_t position = 0;
    while (count - position >= 32) {
        __m256i bytes = _mm256_loadu_si256((const __m256i *)(text + position));
        __m256i wrong = errors(bytes, before);
        if (!_mm256_testz_si256(wrong, wrong)) break;
        before = bytes;
        position += 32;
    }
    return edge(text, position);
}
#endif
