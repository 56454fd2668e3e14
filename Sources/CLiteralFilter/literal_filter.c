#include "literal_filter_tables.h"

#include <stdlib.h>

bool literal_filter_supports(literal_filter_implementation implementation) {
    switch (implementation) {
    case literal_filter_scalar:
        return true;
#if defined(__x86_64__)
    case literal_filter_avx2:
        return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2");
    case literal_filter_avx512:
        return literal_filter_supports(literal_filter_avx2) && __builtin_cpu_supports("avx512f")
            && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw")
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
    free(filter->lengths);
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

/// A table of zeros, with room behind it for what a vector reads beyond its last entry.
static void *table(literal_filter *filter, size_t size, int log) {
    size = (size << log) + 64;
    void *words = aligned_alloc(64, size);
    if (words) memset(words, 0, size);
    filter->memory += size;
    return words;
}

/// Adds a literal to the groups; those with the same first byte stand in one.
static void add_to_group(literal_filter *filter, uint64_t bytes, size_t length, uint32_t *group_count) {
    uint8_t group = filter->groups[0][bytes & 0xFF];
    if (!group) group = (uint8_t)(1 << (*group_count)++ % 8);
    for (size_t index = 0; index < 3; index++) {
        for (uint32_t byte = 0; byte < 256; byte++) {
            if (index < length && byte != (bytes >> 8 * index & 0xFF)) continue;
            filter->groups[index][byte] |= group;
            filter->low_groups[index][byte & 15] |= group;
            filter->high_groups[index][byte >> 4] |= group;
        }
    }
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

/// So many literals are told apart by stage nought; more would fill it.
enum { most_beginnings = 512 };

static void mix_beginnings(literal_filter *filter) {
    static const uint32_t factors[3] = {37, 71, 101};
    for (uint32_t place = 0; place < 3; place++)
        for (uint32_t byte = 0; byte < 64; byte++)
            filter->beginning_mix[place][byte] = (uint8_t)((byte * factors[place] ^ byte >> (place + 1)) & 127);
}

static void add_long(literal_filter *filter, uint64_t bytes, size_t length) {
    filter->beginnings[literal_filter_beginning(filter, bytes)] |=
        (uint8_t)(1u << literal_filter_beginning_bit(bytes));
    uint32_t *word = &filter->starts[literal_filter_start_word(filter, bytes)];
    if (length == 4) {
        *word = UINT32_MAX;
    } else if (length == 5) {
        for (uint64_t next = 0; next < 256; next++)
            *word |= 1u << literal_filter_start_bit(bytes | next << 40);
    } else {
        *word |= 1u << literal_filter_start_bit(bytes);
    }
}

enum { shortest_prefix = 4, longest_prefix = 16 };

static uint32_t least(size_t length, uint32_t limit) {
    return length < limit ? (uint32_t)length : limit;
}

/// Of three prefix lengths, less one, that for a literal.
static uint32_t prefix_length(uint32_t lengths, size_t literal) {
    uint32_t chosen = 0;
    for (int index = 0; index < 3; index++) {
        uint32_t length = lengths >> 4 * index & 15;
        if (length < literal && length > chosen) chosen = length;
    }
    return chosen;
}

/// The three prefix lengths, less one, that tell literals of these lengths best from other text.
///
/// The first is the shortest literal's. A prefix shorter than its literal lets other text pass; how much is
/// taken to
/// halve with each byte.
static uint16_t best_lengths(const uint32_t counts[longest_prefix + 1]) {
    uint32_t first = shortest_prefix;
    while (first < longest_prefix && !counts[first]) first++;
    uint64_t best_cost = UINT64_MAX;
    uint32_t best = 0;
    for (uint32_t second = first; second <= longest_prefix; second++) {
        if (second > first && !counts[second]) continue;
        for (uint32_t third = second; third <= longest_prefix; third++) {
            if (third > second && !counts[third]) continue;
            uint64_t cost = 0;
            for (uint32_t length = first; length <= longest_prefix; length++) {
                uint32_t chosen = length >= third ? third : length >= second ? second : first;
                if (chosen < length) cost += (uint64_t)counts[length] << (longest_prefix - chosen);
            }
            if (cost >= best_cost) continue;
            best_cost = cost;
            best = (first - 1) | (second - 1) << 4 | (third - 1) << 8;
        }
    }
    return (uint16_t)best;
}

/// Chooses the prefix lengths of every word of stage one and fills stage two; false without memory.
static bool add_prefixes(literal_filter *filter, const uint8_t *bytes, const size_t *ends, size_t count) {
    size_t words = (size_t)1 << (32 - filter->start_shift);
    uint32_t(*counts)[longest_prefix + 1] = calloc(words, sizeof *counts);
    if (!counts) return false;
    for (int pass = 0; pass < 2; pass++) {
        for (size_t index = 0; index < count; index++) {
            size_t start = index ? ends[index - 1] : 0;
            size_t length = ends[index] - start;
            if (length < 4) continue;
            const uint64_t first[2] = {
                literal_filter_load(bytes, ends[index], start),
                literal_filter_load(bytes, ends[index], start + 8),
            };
            uint32_t word = literal_filter_start_word(filter, first[0]);
            if (pass == 0) {
                counts[word][least(length, longest_prefix)]++;
            } else {
                uint32_t prefix = prefix_length(filter->lengths[word], length);
                uint64_t hash = literal_filter_prefix(first, prefix);
                filter->prefixes[hash >> filter->prefix_shift] |=
                    1u << (hash >> literal_filter_bit_shift & 31)
                    | 1u << (hash >> literal_filter_other_bit_shift & 31);
            }
        }
        for (size_t word = 0; pass == 0 && word < words; word++)
            filter->lengths[word] = best_lengths(counts[word]);
    }
    free(counts);
    return true;
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

    for (uint32_t byte = 0; byte < 256; byte++) {
        int next = 0;
        filter->byte_kinds[byte] = ((byte & 0xC0) != 0x80 ? literal_filter_first_byte : 0)
            | (literal_filter_is_word((uint8_t)byte) ? literal_filter_word_byte : 0);
        for (uint64_t place = 0; place < 8; place++)
            if (byte >> place & 1) filter->places[byte] |= place << 8 * next++;
    }

    size_t short_count = 0;
    for (size_t index = 0; index < count; index++)
        short_count += ends[index] - (index ? ends[index - 1] : 0) < 4;
    size_t long_count = count - short_count;
    filter->has_beginnings = !short_count && long_count <= most_beginnings;
    mix_beginnings(filter);
    // Few literals get a sparse table; that of many stays in the second cache of a core.
    int start_log = long_count > 1 << 16 ? 17 : logarithm(4 * long_count, 8, 16);
    int prefix_log = logarithm(long_count * 3 / 4, 8, 18);
    int triple_log = logarithm(short_count / 2, 6, 16);
    filter->start_shift = (uint8_t)(32 - start_log);
    filter->prefix_shift = (uint8_t)(64 - prefix_log);
    filter->triple_shift = (uint8_t)(32 - triple_log - 5);
    filter->starts = table(filter, sizeof *filter->starts, start_log);
    filter->lengths = table(filter, sizeof *filter->lengths, start_log);
    filter->prefixes = table(filter, sizeof *filter->prefixes, prefix_log);
    if (short_count) {
        filter->pairs = table(filter, sizeof *filter->pairs, 11);
        filter->triples = table(filter, sizeof *filter->triples, triple_log);
    }
    bool is_complete = filter->starts && filter->lengths && filter->prefixes
        && (!short_count || (filter->pairs && filter->triples));
    if (is_complete) {
        uint32_t group_count = 0;
        for (size_t index = 0; index < count; index++) {
            size_t start = index ? ends[index - 1] : 0;
            size_t length = ends[index] - start;
            uint64_t first = literal_filter_load(bytes, ends[index], start);
            if (length < 4) {
                add_short(filter, first, length);
                add_to_group(filter, first, length, &group_count);
            } else {
                add_long(filter, first, length);
            }
        }
        is_complete = add_prefixes(filter, bytes, ends, count);
    }
    if (!is_complete) {
        literal_filter_destroy(filter);
        return NULL;
    }
    return filter;
}

static literal_filter_search *search_of(const literal_filter *filter) {
#if defined(__x86_64__)
    if (filter->implementation == literal_filter_avx512) return literal_filter_search_avx512;
    if (filter->implementation == literal_filter_avx2) return literal_filter_search_avx2;
#endif
    return literal_filter_search_scalar;
}

size_t literal_filter_scan(
    const literal_filter *filter, const uint8_t *text, size_t count, size_t from, size_t to,
    const literal_filter_marks *marks, size_t *offsets, size_t capacity, size_t *next) {
    literal_filter_search *search = search_of(filter);
    uint32_t candidates[literal_filter_piece + literal_filter_spare];
    size_t written = 0;
    while (from < to && written < capacity) {
        size_t piece = literal_filter_piece;
        // With little room a smaller piece, since what doesn't fit is searched again.
        if (capacity - written < (piece - 64) / 16) piece = 64 + 16 * (capacity - written);
        if (piece > to - from) piece = to - from;
        size_t found = search(filter, text, count, from, from + piece, marks, candidates);
        size_t room = capacity - written;
        for (size_t index = 0; index < found && index < room; index++)
            offsets[written++] = from + candidates[index];
        if (found > room) {
            *next = from + candidates[room];
            return written;
        }
        from += piece;
    }
    *next = from;
    return written;
}
