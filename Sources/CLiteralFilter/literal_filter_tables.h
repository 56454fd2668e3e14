/// The tables of a filter and the questions to them, which all implementations share.
#ifndef LITERAL_FILTER_TABLES_H
#define LITERAL_FILTER_TABLES_H

#include "literal_filter.h"

#include <string.h>

/// The bytes of text that are searched at a time.
enum { literal_filter_piece = 2048 };
/// The room behind the last candidate of a piece, into which a vector may be stored.
enum { literal_filter_spare = 16 };

enum {
    literal_filter_start_factor = 0x9E3779B1,
    literal_filter_follow_factor = 0x6F4B,
    literal_filter_triple_factor = 0x85EBCA77,
};

struct literal_filter {
    /// Stage one, for literals of 4 bytes and more: bytes 0-3 choose a word, bytes 4-5 a bit of it.
    uint32_t *starts;
    /// Stage two: a Bloom filter of the first 4, 6 or 8 bytes of each literal, two bits in one word.
    uint32_t *prefixes;
    /// A bit for each pair of bytes with which a literal of 1 or 2 bytes begins; NULL without literals below 4 bytes.
    uint32_t *pairs;
    /// A Bloom filter of the literals of 3 bytes; NULL as `pairs`.
    uint32_t *triples;
    uint8_t start_shift;
    uint8_t prefix_shift;
    uint8_t triple_shift;
    bool word_edges;
    /// Whether there are literals whose prefix is 4, 6 or 8 bytes long.
    bool has_prefix[3];
    literal_filter_implementation implementation;
    size_t memory;
};

/// Writes the candidates of stage one in [from, to) as distances from `from`; returns their number.
typedef size_t literal_filter_stage(
    const literal_filter *filter, const uint8_t *text, size_t count, size_t from, size_t to,
    uint32_t *candidates);

literal_filter_stage literal_filter_stage_scalar, literal_filter_stage_avx2, literal_filter_stage_avx512;

/// The 8 bytes from `position`, with zeros in place of those behind the text.
static inline uint64_t literal_filter_load(const uint8_t *text, size_t count, size_t position) {
    uint64_t bytes = 0;
    if (count - position >= sizeof bytes) {
        memcpy(&bytes, text + position, sizeof bytes);
    } else {
        for (size_t index = position; index < count; index++)
            bytes |= (uint64_t)text[index] << 8 * (index - position);
    }
    return bytes;
}

static inline bool literal_filter_is_word(uint8_t byte) {
    return (uint8_t)((byte | 0x20) - 'a') < 26 || (uint8_t)(byte - '0') < 10;
}

static inline bool literal_filter_may_start(const literal_filter *filter, const uint8_t *text, size_t position) {
    uint8_t byte = text[position];
    if ((byte & 0xC0) == 0x80) return false;
    return !filter->word_edges || position == 0 || !literal_filter_is_word(byte)
        || !literal_filter_is_word(text[position - 1]);
}

/// The word of `starts` for the first bytes of a text.
static inline uint32_t literal_filter_start_word(const literal_filter *filter, uint64_t bytes) {
    return (uint32_t)bytes * (uint32_t)literal_filter_start_factor >> filter->start_shift;
}

/// The bit of that word; byte 4 alone decides its lower three places.
static inline uint32_t literal_filter_start_bit(uint64_t bytes) {
    uint32_t product = (uint16_t)((uint16_t)(bytes >> 32) * (uint32_t)literal_filter_follow_factor);
    return (product >> 5 & 7) | (product >> 11 & 24);
}

static inline bool literal_filter_has_start(const literal_filter *filter, uint64_t bytes) {
    return filter->starts[literal_filter_start_word(filter, bytes)] >> literal_filter_start_bit(bytes) & 1;
}

static inline uint32_t literal_filter_triple(const literal_filter *filter, uint64_t bytes) {
    return ((uint32_t)bytes & 0xFFFFFF) * (uint32_t)literal_filter_triple_factor >> filter->triple_shift;
}

/// Whether a literal below 4 bytes may begin with these bytes.
static inline bool literal_filter_has_short(const literal_filter *filter, uint64_t bytes) {
    uint32_t pair = (uint32_t)bytes & 0xFFFF;
    uint32_t triple = literal_filter_triple(filter, bytes);
    return ((filter->pairs[pair >> 5] >> (pair & 31)) | (filter->triples[triple >> 5] >> (triple & 31))) & 1;
}

/// The hash of a prefix of 4, 6 or 8 bytes (kind 0, 1 or 2).
static inline uint64_t literal_filter_prefix(uint64_t bytes, int kind) {
    static const uint64_t factors[3] = {0x9FB21C651E98DF25, 0xD6E8FEB86659FD93, 0xA0761D6478BD642F};
    return (bytes & UINT64_MAX >> 16 * (2 - kind)) * factors[kind];
}

static inline uint32_t literal_filter_prefix_bits(uint64_t hash) {
    return 1u << (hash >> 36 & 31) | 1u << (hash >> 41 & 31);
}

static inline bool literal_filter_has_prefix(const literal_filter *filter, uint64_t bytes, int kind) {
    uint64_t hash = literal_filter_prefix(bytes, kind);
    uint32_t bits = literal_filter_prefix_bits(hash);
    return (filter->prefixes[hash >> filter->prefix_shift] & bits) == bits;
}

#endif
