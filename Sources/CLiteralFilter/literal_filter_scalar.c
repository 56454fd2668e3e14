#include "literal_filter_tables.h"

const uint64_t literal_filter_masks[2][16] = {
    {
        0xFF, 0xFFFF, 0xFFFFFF, 0xFFFFFFFF, 0xFFFFFFFFFF, 0xFFFFFFFFFFFF, 0xFFFFFFFFFFFFFF, UINT64_MAX,
        UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX,
    },
    {
        0, 0, 0, 0, 0, 0, 0, 0,
        0xFF, 0xFFFF, 0xFFFFFF, 0xFFFFFFFF, 0xFFFFFFFFFF, 0xFFFFFFFFFFFF, 0xFFFFFFFFFFFFFF, UINT64_MAX,
    },
};

__attribute__((noinline)) uint64_t literal_filter_load_last(
    const uint8_t *text, size_t count, size_t position) {
    uint64_t bytes = 0;
    for (size_t index = position; index < count && index < position + sizeof bytes; index++)
        bytes |= (uint64_t)text[index] << 8 * (index - position);
    return bytes;
}

LITERAL_FILTER_INLINE size_t search(
    const literal_filter *filter, const uint8_t *text, size_t count, size_t from, size_t to,
    const literal_filter_marks *marks, uint32_t *candidates, bool has_short) {
    size_t found = literal_filter_find_starts(filter, text, from, to, 0, marks, candidates);
    found = literal_filter_begin(filter, text, count, from, candidates, found, has_short);
    return literal_filter_confirm(filter, text, count, from, candidates, found, has_short);
}

size_t literal_filter_search_scalar(
    const literal_filter *filter, const uint8_t *text, size_t count, size_t from, size_t to,
    const literal_filter_marks *marks, uint32_t *candidates) {
    return filter->pairs ? search(filter, text, count, from, to, marks, candidates, true)
                         : search(filter, text, count, from, to, marks, candidates, false);
}
