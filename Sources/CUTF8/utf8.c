#include "utf8_implementations.h"

bool utf8_supports(utf8_implementation implementation) {
    switch (implementation) {
    case utf8_scalar:
        return true;
#if defined(__x86_64__)
    case utf8_avx2:
        return __builtin_cpu_supports("avx2");
#endif
    default:
        return false;
    }
}

/// The length of the code point that begins here, of which `count` bytes are there; 0 if it is none.
static size_t code_point_length(const uint8_t *text, size_t count) {
    uint8_t lead = text[0];
    if (lead < 0x80) return 1;
    if (lead < 0xC2 || lead > 0xF4) return 0;
    size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (length > count) return 0;
    // The second byte excludes longer forms of shorter code points, surrogates and what lies beyond U+10FFFF.
    uint8_t least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    uint8_t greatest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (text[1] < least || text[1] > greatest) return 0;
    for (size_t index = 2; index < length; index++)
        if ((text[index] & 0xC0) != 0x80) return 0;
    return length;
}

size_t utf8_valid_length_scalar(const uint8_t *text, size_t count, size_t from) {
    while (from < count) {
        size_t length = code_point_length(text + from, count - from);
        if (!length) break;
        from += length;
    }
    return from;
}

size_t utf8_valid_length(const uint8_t *text, size_t count, utf8_implementation implementation) {
    size_t from = 0;
#if defined(__x86_64__)
    if (implementation == utf8_avx2 && utf8_supports(utf8_avx2)) from = utf8_valid_blocks_avx2(text, count);
#else
    (void)implementation;
#endif
    return utf8_valid_length_scalar(text, count, from);
}
