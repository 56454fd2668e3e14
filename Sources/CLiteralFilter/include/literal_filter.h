/// Finds the offsets of a text at which one of many literals may begin.
///
/// A filter is built once and never changes, so that threads share it. Its answer is a superset: it leaves
/// out no
/// offset at which a literal begins, and few at which none does are in it.
#ifndef LITERAL_FILTER_H
#define LITERAL_FILTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct literal_filter literal_filter;

/// The ways to compute the same answer.
typedef enum literal_filter_implementation {
    literal_filter_scalar = 0,
    literal_filter_avx2 = 1,
    literal_filter_avx512 = 2,
} literal_filter_implementation;

/// A choice among the offsets of a text, made before.
typedef struct literal_filter_marks {
    /// Bit n is set if the offset `first` + n may pass. There is a word behind that of the last offset.
    const uint64_t *words;
    size_t first;
} literal_filter_marks;

/// Whether this processor can run an implementation.
bool literal_filter_supports(literal_filter_implementation implementation);

/// Builds a filter of `count` literals; literal i is the bytes from `ends[i - 1]` (0 for the first) to
/// `ends[i]`.
///
/// Every literal is valid UTF-8 of at least one byte. With `word_edges` an offset is left out if its byte
/// and the
/// one before it are both ASCII letters or digits. Returns NULL without memory.
literal_filter *literal_filter_create(
    const uint8_t *bytes, const size_t *ends, size_t count, bool word_edges,
    literal_filter_implementation implementation);

void literal_filter_destroy(literal_filter *filter);

/// The size of the filter's tables in bytes.
size_t literal_filter_memory(const literal_filter *filter);

/// Writes the offsets in [from, to) of `text` at which a literal may begin, ascending, and returns their
/// number.
///
/// Only literals that end within `count` matter, and with `marks`, which may be NULL, only marked offsets.
/// `next` is where to go on: `to` when all is done, less when `capacity` offsets were written before.
/// Requires from <= to <= count; no byte outside the text is read.
size_t literal_filter_scan(
    const literal_filter *filter, const uint8_t *text, size_t count, size_t from, size_t to,
    const literal_filter_marks *marks, size_t *offsets, size_t capacity, size_t *next);

#endif
