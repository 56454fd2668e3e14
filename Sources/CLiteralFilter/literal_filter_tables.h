/// The tables of a filter and the questions to them, which all implementations share.
#ifndef LITERAL_FILTER_TABLES_H
#define LITERAL_FILTER_TABLES_H

#include "literal_filter.h"

#include <string.h>

/// Inlined always, so that the code is compiled for the processor of the function around it.
#define LITERAL_FILTER_INLINE static inline __attribute__((always_inline))

/// The bytes of text that are searched at a time.
enum { literal_filter_piece = 2048 };
/// The room behind the last candidate of a piece, into which a vector may be stored.
enum { literal_filter_spare = 16 };

enum {
    literal_filter_start_factor = 0x9E3779B1,
    literal_filter_follow_factor = 0x6F4B,
    literal_filter_triple_factor = 0x85EBCA77,
};

enum {
    /// A byte with which a code point begins.
    literal_filter_first_byte = 1,
    /// An ASCII letter or digit.
    literal_filter_word_byte = 2,
};

static const uint64_t literal_filter_prefix_factor = 0x9FB21C651E98DF25;
static const uint64_t literal_filter_other_prefix_factor = 0xD6E8FEB86659FD93;

struct literal_filter {
    /// Stage one, for literals of 4 bytes and more: bytes 0-3 choose a word, bytes 4-5 a bit of it.
    uint32_t *starts;
    /// For each word of `starts` the three prefix lengths, less one, by which stage two knows the literals;
    /// 4 bits each.
    uint16_t *lengths;
    /// Stage two: a Bloom filter of a prefix of each literal, two bits in one word.
    uint32_t *prefixes;
    /// A bit for each pair of bytes with which a literal of 1 or 2 bytes begins; NULL without literals below
    /// 4 bytes.
    uint32_t *pairs;
    /// A Bloom filter of the literals of 3 bytes; NULL as `pairs`.
    uint32_t *triples;
    /// For bytes 0 to 2 of literals below 4 bytes: by each byte the groups, one bit each, that have it there.
    uint8_t groups[3][256];
    /// The same by the lower and by the upper half of the byte.
    uint8_t low_groups[3][16];
    uint8_t high_groups[3][16];
    /// Stage nought, for few literals, none below 4 bytes: bytes 0-2 choose a byte by what they are mixed to,
    /// byte 2 a bit of it.
    ///
    /// It stays in vectors, where stage one is a table in memory that is asked for each position.
    uint8_t beginnings[128];
    uint8_t beginning_mix[3][64];
    bool has_beginnings;
    uint8_t start_shift;
    uint8_t prefix_shift;
    uint8_t triple_shift;
    bool word_edges;
    literal_filter_implementation implementation;
    size_t memory;
    /// What each byte is, as a sum of `literal_filter_first_byte` and `literal_filter_word_byte`.
    uint8_t byte_kinds[256];
    /// For each byte the places of its bits, ascending, as the bytes of a number.
    uint64_t places[256];
};

/// Writes the offsets in [from, to) that both stages let pass, as distances from `from`; returns their
/// number.
///
/// The range is at most a piece, and there is room for a piece and the spare.
typedef size_t literal_filter_search(
    const literal_filter *filter, const uint8_t *text, size_t count, size_t from, size_t to,
    const literal_filter_marks *marks, uint32_t *candidates);

literal_filter_search literal_filter_search_scalar, literal_filter_search_avx2, literal_filter_search_avx512;

/// For each prefix length, less one, what keeps the prefix of a text's first and second 8 bytes.
extern const uint64_t literal_filter_masks[2][16];

/// The 8 bytes from `position`, which is near the text's end, with zeros in place of those behind it.
uint64_t literal_filter_load_last(const uint8_t *text, size_t count, size_t position);

/// The 8 bytes from `position`, with zeros in place of those behind the text.
LITERAL_FILTER_INLINE uint64_t literal_filter_load(const uint8_t *text, size_t count, size_t position) {
    uint64_t bytes;
    if (position > count || count - position < sizeof bytes)
        return literal_filter_load_last(text, count, position);
    memcpy(&bytes, text + position, sizeof bytes);
    return bytes;
}

LITERAL_FILTER_INLINE bool literal_filter_is_word(uint8_t byte) {
    return (uint8_t)((byte | 0x20) - 'a') < 26 || (uint8_t)(byte - '0') < 10;
}

/// The word of `starts` for the first bytes of a text.
LITERAL_FILTER_INLINE uint32_t literal_filter_start_word(const literal_filter *filter, uint64_t bytes) {
    return (uint32_t)bytes * (uint32_t)literal_filter_start_factor >> filter->start_shift;
}

/// The bit of that word; byte 4 alone decides its lower three places.
LITERAL_FILTER_INLINE uint32_t literal_filter_start_bit(uint64_t bytes) {
    uint32_t product = (uint16_t)((uint16_t)(bytes >> 32) * (uint32_t)literal_filter_follow_factor);
    return (product >> 5 & 7) | (product >> 11 & 24);
}

LITERAL_FILTER_INLINE bool literal_filter_has_start(const literal_filter *filter, uint64_t bytes) {
    return filter->starts[literal_filter_start_word(filter, bytes)] >> literal_filter_start_bit(bytes) & 1;
}

/// The byte of `beginnings` for the first bytes of a text, and the bit of it.
LITERAL_FILTER_INLINE uint32_t literal_filter_beginning(const literal_filter *filter, uint64_t bytes) {
    return filter->beginning_mix[0][bytes & 63] ^ filter->beginning_mix[1][bytes >> 8 & 63]
        ^ filter->beginning_mix[2][bytes >> 16 & 63];
}

LITERAL_FILTER_INLINE uint32_t literal_filter_beginning_bit(uint64_t bytes) {
    return bytes >> 16 & 7;
}

LITERAL_FILTER_INLINE bool literal_filter_has_beginning(const literal_filter *filter, uint64_t bytes) {
    if (!filter->has_beginnings) return true;
    uint8_t byte = filter->beginnings[literal_filter_beginning(filter, bytes)];
    return byte >> literal_filter_beginning_bit(bytes) & 1;
}

LITERAL_FILTER_INLINE uint32_t literal_filter_triple(const literal_filter *filter, uint64_t bytes) {
    return ((uint32_t)bytes & 0xFFFFFF) * (uint32_t)literal_filter_triple_factor >> filter->triple_shift;
}

/// Whether a literal below 4 bytes may begin with these bytes.
LITERAL_FILTER_INLINE bool literal_filter_has_short(const literal_filter *filter, uint64_t bytes) {
    uint32_t pair = (uint32_t)bytes & 0xFFFF;
    uint32_t triple = literal_filter_triple(filter, bytes);
    uint8_t common = filter->groups[0][bytes & 0xFF] & filter->groups[1][bytes >> 8 & 0xFF]
        & filter->groups[2][bytes >> 16 & 0xFF];
    uint32_t has_pair = filter->pairs[pair >> 5] >> (pair & 31);
    uint32_t has_triple = filter->triples[triple >> 5] >> (triple & 31);
    return common && ((has_pair | has_triple) & 1);
}

/// The hash of a prefix, whose length is given less one, of a text's first 16 bytes.
LITERAL_FILTER_INLINE uint64_t literal_filter_prefix(const uint64_t first[2], uint32_t length) {
    return ((first[0] & literal_filter_masks[0][length]) * literal_filter_prefix_factor)
        ^ ((first[1] & literal_filter_masks[1][length]) * literal_filter_other_prefix_factor);
}

/// The two bits of a prefix in its word of `prefixes`.
enum { literal_filter_bit_shift = 36, literal_filter_other_bit_shift = 41 };

LITERAL_FILTER_INLINE bool literal_filter_has_prefix(
    const literal_filter *filter, const uint64_t first[2], uint32_t length) {
    uint64_t hash = literal_filter_prefix(first, length);
    uint32_t word = filter->prefixes[hash >> filter->prefix_shift];
    uint32_t bit = word >> (hash >> literal_filter_bit_shift & 31);
    uint32_t other_bit = word >> (hash >> literal_filter_other_bit_shift & 31);
    return bit & other_bit & 1;
}

/// The marks of 64 offsets from `position` on, which is not before the first that has one.
LITERAL_FILTER_INLINE uint64_t literal_filter_marked(const literal_filter_marks *marks, size_t position) {
    if (!marks) return UINT64_MAX;
    size_t bit = position - marks->first;
    const uint64_t *words = marks->words + bit / 64;
    bit %= 64;
    return bit ? words[0] >> bit | words[1] << (64 - bit) : words[0];
}

/// Writes the marked offsets in [from, to) at which a literal may begin by the bytes there and before, plus
/// `distance` and less `from`; returns their number.
LITERAL_FILTER_INLINE size_t literal_filter_find_starts(
    const literal_filter *filter, const uint8_t *text, size_t from, size_t to, uint32_t distance,
    const literal_filter_marks *marks, uint32_t *candidates) {
    size_t found = 0;
    // Without branches, since nothing foretells them; the mark of a word byte is twice that of a first byte.
    uint8_t mask = filter->word_edges ? literal_filter_word_byte : 0;
    uint8_t before = from > 0 ? filter->byte_kinds[text[from - 1]] : 0;
    for (size_t position = from; position < to; position++) {
        uint8_t kind = filter->byte_kinds[text[position]];
        candidates[found] = (uint32_t)(position - from) + distance;
        found += (size_t)(kind & literal_filter_first_byte & ~((kind & before & mask) >> 1)
            & literal_filter_marked(marks, position));
        before = kind;
    }
    return found;
}

/// Keeps those of the candidates that stage one lets pass; returns their number.
LITERAL_FILTER_INLINE size_t literal_filter_begin(
    const literal_filter *filter, const uint8_t *text, size_t count, size_t from, uint32_t *candidates,
    size_t found, bool has_short) {
    size_t kept = 0;
    for (size_t index = 0; index < found; index++) {
        uint32_t candidate = candidates[index];
        uint64_t bytes = literal_filter_load(text, count, from + candidate);
        bool passes = literal_filter_has_start(filter, bytes);
        if (has_short) passes |= literal_filter_has_short(filter, bytes);
        candidates[kept] = candidate;
        kept += passes;
    }
    return kept;
}

/// Keeps those of the candidates of stage one that stage two lets pass; returns their number.
LITERAL_FILTER_INLINE size_t literal_filter_confirm(
    const literal_filter *filter, const uint8_t *text, size_t count, size_t from, uint32_t *candidates,
    size_t found, bool has_short) {
    size_t kept = 0;
    for (size_t index = 0; index < found; index++) {
        size_t position = from + candidates[index];
        uint64_t first[2];
        if (count - position >= sizeof first) {
            memcpy(first, text + position, sizeof first);
        } else {
            first[0] = literal_filter_load(text, count, position);
            first[1] = literal_filter_load(text, count, position + 8);
        }
        uint32_t lengths = filter->lengths[literal_filter_start_word(filter, first[0])];
        bool passes = literal_filter_has_prefix(filter, first, lengths & 15);
        passes |= literal_filter_has_prefix(filter, first, lengths >> 4 & 15);
        passes |= literal_filter_has_prefix(filter, first, lengths >> 8);
        passes &= literal_filter_has_beginning(filter, first[0]);
        if (has_short) {
            passes &= literal_filter_has_start(filter, first[0]);
            passes |= literal_filter_has_short(filter, first[0]);
        }
        candidates[kept] = candidates[index];
        kept += passes;
    }
    return kept;
}

#endif
