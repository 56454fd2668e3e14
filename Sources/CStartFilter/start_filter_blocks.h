#ifndef SLUICE_START_FILTER_BLOCKS_H
#define SLUICE_START_FILTER_BLOCKS_H

#include "start_filter.h"

#if defined(__x86_64__)
/// The marks of so many blocks of 64 places, of which the first begins at `text`; reads one byte before it and two
/// behind the last.
void start_filter_blocks_avx2(const start_filter *filter, const uint8_t *text, size_t blocks, uint64_t *marks);
void start_filter_blocks_avx512(const start_filter *filter, const uint8_t *text, size_t blocks, uint64_t *marks);
#endif

#endif
