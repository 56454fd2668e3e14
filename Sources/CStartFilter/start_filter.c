#include "start_filter_blocks.h"

#include <string.h>

typedef void start_filter_blocks(const start_filter *filter, const uint8_t *text, size_t blocks, uint64_t *marks);

bool start_filter_supports(start_filter_implementation implementation) {
    switch (implementation) {
    case start_filter_scalar:
        return true;
#if defined(__x86_64__)
    case start_filter_avx2:
        return __builtin_cpu_supports("avx2");
    case start_filter_avx512:
        return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")
            && __builtin_cpu_supports("avx512vbmi");
#endif
    default:
        return false;
    }
}

void start_filter_complete(start_filter *filter) {
    memset(filter->low, 0, sizeof filter->low);
    memset(filter->high, 0, sizeof filter->high);
    for (size_t place = 0; place < start_filter_places; place++)
        for (size_t byte = 0; byte < 256; byte++) {
            filter->low[place][byte & 15] |= filter->groups[place][byte];
            filter->high[place][byte >> 4] |= filter->groups[place][byte];
        }
}

/// Whether a match may start at a place: asked byte by byte, and right at the text's edges.
static uint64_t may_start(const start_filter *filter, const uint8_t *text, size_t count, size_t place) {
    uint8_t common = filter->groups[1][text[place]];
    if (place > 0) common &= filter->groups[0][text[place - 1]];
    if (place + 1 < count) common &= filter->groups[2][text[place + 1]];
    if (place + 2 < count) common &= filter->groups[3][text[place + 2]];
    return common != 0;
}

static uint64_t word(const start_filter *filter, const uint8_t *text, size_t count, size_t start) {
    uint64_t marks = 0;
    for (size_t bit = 0; bit < 64 && start + bit < count; bit++)
        marks |= may_start(filter, text, count, start + bit) << bit;
    return marks;
}

/// A word at an edge of the text: its bytes are copied to where there are some on either side.
static uint64_t word_at_edge(
    const start_filter *filter, const uint8_t *text, size_t count, size_t start, start_filter_blocks *blocks) {
    uint8_t around[1 + 64 + 2] = {0};
    size_t before = start > 0;
    size_t length = count - start < 64 + 2 ? count - start : 64 + 2;
    uint64_t marks;
    memcpy(around + 1 - before, text + start - before, before + length);
    blocks(filter, around + 1, 1, &marks);
    if (!before) marks = (marks & ~(uint64_t)1) | may_start(filter, text, count, start);
    // What stands within two bytes of the end is asked again, what stands behind it isn't there.
    for (size_t bit = length > 2 ? length - 2 : 0; bit < length && bit < 64; bit++) {
        uint64_t mark = (uint64_t)1 << bit;
        marks = may_start(filter, text, count, start + bit) ? marks | mark : marks & ~mark;
    }
    return length < 64 ? marks & (((uint64_t)1 << length) - 1) : marks;
}

static start_filter_blocks *blocks_of(start_filter_implementation implementation) {
    switch (implementation) {
#if defined(__x86_64__)
    case start_filter_avx2: return start_filter_blocks_avx2;
    case start_filter_avx512: return start_filter_blocks_avx512;
#endif
    default: return NULL;
    }
}

void start_filter_mark(
    const start_filter *filter, const uint8_t *text, size_t count, uint64_t *marks,
    start_filter_implementation implementation) {
    start_filter_blocks *blocks = blocks_of(implementation);
    size_t words = (count + 63) / 64;
    if (!blocks) {
        for (size_t index = 0; index < words; index++) marks[index] = word(filter, text, count, 64 * index);
        return;
    }
    // A word within has a byte before it, and two behind it.
    size_t within = count >= 2 ? (count - 2) / 64 : 0;
    if (within > 1) blocks(filter, text + 64, within - 1, marks + 1);
    for (size_t index = 0; index < words; index++)
        if (index == 0 || index >= within)
            marks[index] = word_at_edge(filter, text, count, 64 * index, blocks);
}
