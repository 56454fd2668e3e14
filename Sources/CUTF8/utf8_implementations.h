#ifndef SLUICE_UTF8_IMPLEMENTATIONS_H
#define SLUICE_UTF8_IMPLEMENTATIONS_H

#include "utf8.h"

/// As `utf8_valid_length`, of a text that is valid up to `from`, where a code point begins.
size_t utf8_valid_length_scalar(const uint8_t *text, size_t count, size_t from);

#if defined(__x86_64__)
/// A place at which a code point begins and up to which the text is valid; at most 34 bytes before the first
/// that is not, or before the end.
size_t utf8_valid_blocks_avx2(const uint8_t *text, size_t count);
#endif

#endif
