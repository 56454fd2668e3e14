#include "literal_filter_tables.h"

#include <stdlib.h>

bool literal_filter_supports(literal_filter_implementation implementation) {
    switch (implementation) {
    case literal_filter_scalar:
        return true;
#if defined(__x86_64__)
    case literal_filter_avx2:
        return __builtin_cpu_supports("avx2");
    case literal_filter_avx512:
        return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")
            && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vbmi")
            && __builtin_cpu_supports("avx512vbmi2");
#endif
    default:
        return false;
    }
}

void literal_filter_destroy(literal_filter *filter) {
    if (!filter) return;
    free(filter->starts);
    free(filter->prefixes);
    free(filter->pairs);
    free(filter->triples);
    free(filter);
}

size_t literal_filter_memory(const literal_filter *filter) {
    return filter->memory;
}

/// The least binary logarithm from `least` to `most` whose power holds `count`.
static int logarithm(size_t count, int least, int most) {
    while (least < most && (size_t)1 << least < count) least++;
    return least;
}

static uint32_t *table(literal_filter *filter, int log) {
    size_t size = sizeof(uint32_t) << log;
    uint32_t *words = aligned_alloc(64, size);
    if (words) memset(words, 0, size);
    filter->memory += size;
    return words;
}

static void add_short(literal_filter *filter, uint64_t bytes, size_t length) {
    if (length == 3) {
        uint32_t triple = literal_filter_triple(filter, bytes);
        filter->triples[triple >> 5] |= 1u << (triple & 31);
        return;
    }
    for (uint32_t second = 0; second < 256; second++) {
        if (length == 2 && second != bytes >> 8) continue;
        uint32_t pair = (uint32_t)(bytes & 0xFF) | second << 8;
        filter->pairs[pair >> 5] |= 1u << (pair & 31);
    }
}

static void add_long(literal_filter *filter, uint64_t bytes, size_t length) {
    uint32_t *word = &filter->starts[literal_filter_start_word(filter, bytes)];
    if (length == 4) {
        *word = UINT32_MAX;
    } else if (length == 5) {
        for (uint64_t next = 0; next < 256; next++) *word |= 1u << literal_filter_start_bit(bytes | next << 40);
    } else {
        *word |= 1u << literal_filter_start_bit(bytes);
    }
    int kind = length >= 8 ? 2 : length >= 6 ? 1 : 0;
    uint64_t hash = literal_filter_prefix(bytes, kind);
    filter->prefixes[hash >> filter->prefix_shift] |= literal_filter_prefix_bits(hash);
    filter->has_prefix[kind] = true;
}

literal_filter *literal_filter_create(
    const uint8_t *bytes, const size_t *ends, size_t count, bool word_edges,
    literal_filter_implementation implementation) {
    literal_filter *filter = calloc(1, sizeof *filter);
    if (!filter) return NULL;
    filter->memory = sizeof *filter;
    filter->word_edges = word_edges;
    filter->implementation =
        literal_filter_supports(implementation) ? implementation : literal_filter_scalar;

    size_t short_count = 0;
    for (size_t index = 0; index < count; index++)
        short_count += ends[index] - (index ? ends[index - 1] : 0) < 4;
    size_t long_count = count - short_count;
    int start_log = logarithm(long_count, 8, 16);
    int prefix_log = logarithm(long_count / 2, 8, 18);
    int triple_log = logarithm(short_count / 2, 6, 16);
    filter->start_shift = (uint8_t)(32 - start_log);
    filter->prefix_shift = (uint8_t)(64 - prefix_log);
    filter->triple_shift = (uint8_t)(32 - triple_log - 5);
    filter->starts = table(filter, start_log);
    filter->prefixes = table(filter, prefix_log);
    if (short_count) {
        filter->pairs = table(filter, 11);
        filter->triples = table(filter, triple_log);
    }
    if (!filter->starts || !filter->prefixes || (short_count && (!filter->pairs || !filter->triples))) {
        literal_filter_destroy(filter);
        return NULL;
    }
    for (size_t index = 0; index < count; index++) {
        size_t start = index ? ends[index - 1] : 0;
        size_t length = ends[index] - start;
        uint64_t first = literal_filter_load(bytes, ends[index], start);
        if (length < 4) add_short(filter, first, length);
        else add_long(filter, first, length);
    }
    return filter;
}

size_t literal_filter_stage_scalar(
    const literal_filter *filter, const uint8_t *text, size_t count, size_t from, size_t to,
    uint32_t *candidates) {
    size_t found = 0;
    for (size_t position = from; position < to; position++) {
        if (!literal_filter_may_start(filter, text, position)) continue;
        uint64_t bytes = literal_filter_load(text, count, position);
        bool passes = literal_filter_has_start(filter, bytes);
        if (filter->pairs) passes |= literal_filter_has_short(filter, bytes);
        candidates[found] = (uint32_t)(position - from);
        found += passes;
    }
    return found;
}

/// Whether stage two lets a candidate of stage one pass.
static inline bool confirms(const literal_filter *filter, uint64_t bytes) {
    bool passes = false;
    for (int kind = 0; kind < 3; kind++)
        if (filter->has_prefix[kind]) passes |= literal_filter_has_prefix(filter, bytes, kind);
    if (!filter->pairs) return passes;
    return (passes && literal_filter_has_start(filter, bytes)) || literal_filter_has_short(filter, bytes);
}

static literal_filter_stage *stage_one(const literal_filter *filter) {
#if defined(__x86_64__)
    if (filter->implementation == literal_filter_avx512) return literal_filter_stage_avx512;
    if (filter->implementation == literal_filter_avx2) return literal_filter_stage_avx2;
#endif
    return literal_filter_stage_scalar;
}

size_t literal_filter_scan(
    const literal_filter *filter, const uint8_t *text, size_t count, size_t from, size_t to,
    size_t *offsets, size_t capacity, size_t *next) {
    literal_filter_stage *stage = stage_one(filter);
    uint32_t candidates[literal_filter_piece + literal_filter_spare];
    size_t written = 0;
    while (from < to && written < capacity) {
        size_t piece = literal_filter_piece;
        if (capacity - written < piece / 16) piece = 64 + 16 * (capacity - written);
        if (piece > to - from) piece = to - from;
        size_t found = stage(filter, text, count, from, from + piece, candidates);
        for (size_t index = 0; index < found; index++) {
            size_t position = from + candidates[index];
            if (!confirms(filter, literal_filter_load(text, count, position))) continue;
            if (written == capacity) {
                *next = position;
                return written;
            }
            offsets[written++] = position;
        }
        from += piece;
    }
    *next = from;
    return written;
}
