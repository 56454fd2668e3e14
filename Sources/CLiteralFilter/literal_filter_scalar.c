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

size_t literal_filter_search_scalar(
    const literal_filter *filter, const uint8_t *text, size_t count, size_t from, size_t to,
    uint32_t *candidates) {
    bool has_short = filter->pairs;
    size_t found = literal_filter_begin(filter, text, count, from, to, candidates, 0, has_short);
    return literal_filter_confirm(filter, text, count, from, candidates, found, has_short);
}
