/// Finds the places of a text at which a match of some patterns may start, by four bytes around each.
///
/// Patterns are sorted into eight groups. A place passes if for one group the byte before it, its own and the two behind it
/// are all among those that the group's patterns have there. The answer is a superset.
#ifndef SLUICE_START_FILTER_H
#define SLUICE_START_FILTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    /// The bytes that are looked at: the one before a start, its own, and two behind it.
    start_filter_places = 4,
};

typedef struct start_filter {
    /// For each place and byte a bit for each group whose patterns may have it there.
    uint8_t groups[start_filter_places][256];
    /// The same by the lower and by the upper half of a byte: a group is there that has any such byte.
    uint8_t low[start_filter_places][16];
    uint8_t high[start_filter_places][16];
} start_filter;

/// The ways to compute an answer; AVX2, which looks at the halves of a byte, lets some more places pass.
typedef enum start_filter_implementation {
    start_filter_scalar = 0,
    start_filter_avx2 = 1,
    start_filter_avx512 = 2,
} start_filter_implementation;

/// Whether this processor can run an implementation.
bool start_filter_supports(start_filter_implementation implementation);

/// Fills `low` and `high` from `groups`.
void start_filter_complete(start_filter *filter);

/// Sets bit n of `marks` if a match may start at `text[n]`, for each n below `count`; the rest of the last word is 0.
///
/// A byte that is not in the text may be any. Writes a word for each 64 bytes that were begun, and reads nothing but
/// the text. The processor has to support the implementation.
void start_filter_mark(
    const start_filter *filter, const uint8_t *text, size_t count, uint64_t *marks,
    start_filter_implementation implementation);

#endif
