/// Finds how far a text is valid UTF-8 (Unicode 3.9, table 3-7).
#ifndef SLUICE_UTF8_H
#define SLUICE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// The ways to compute the same answer.
typedef enum utf8_implementation {
    utf8_scalar = 0,
    utf8_avx2 = 1,
} utf8_implementation;

/// Whether this processor can run an implementation.
bool utf8_supports(utf8_implementation implementation);

/// The length in bytes of the longest beginning of a text that consists of whole, valid code points.
///
/// An implementation that this processor lacks is replaced by the scalar one. No byte outside the text is read.
size_t utf8_valid_length(const uint8_t *text, size_t count, utf8_implementation implementation);

#endif
