#ifndef BINDERY_JSON_IMPL_ESCAPE_SCAN_HPP
#define BINDERY_JSON_IMPL_ESCAPE_SCAN_HPP

// Copying text and looking for what JSON must escape in one pass: a block is loaded once, stored at once and judged on
// the way. Sixteen bytes at a time where there is SSE2, eight, four and so on for the rest: against byte by byte this
// halves the cost of writing a request, most of whose texts are shorter than a block.

#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace bindery::json::detail {

constexpr bool must_escape(char c) noexcept {
    return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
}

/// Copies `sizeof(Word)` bytes; whether one of them must be escaped. The bytes are judged side by side in one word.
template <class Word>
bool copy_word(const char* from, char* to) noexcept {
    constexpr Word ones = static_cast<Word>(0x0101010101010101u), high = static_cast<Word>(0x8080808080808080u);
    Word bytes;
    std::memcpy(&bytes, from, sizeof bytes);
    std::memcpy(to, &bytes, sizeof bytes);
    const Word control = bytes - ones * 0x20;
    const Word quote = (bytes ^ (ones * '"')) - ones;
    const Word backslash = (bytes ^ (ones * '\\')) - ones;
    return ((control | quote | backslash) & ~bytes & high) != 0;
}

/// Copies text up to the first byte that must be escaped and returns how many bytes that were. At `to` there is room
/// for all of it.
inline std::size_t copy_plain(const char* from, std::size_t size, char* to) noexcept {
    std::size_t i = 0;
#if defined(__SSE2__)
    const __m128i quote = _mm_set1_epi8('"'), backslash = _mm_set1_epi8('\\'), last_control = _mm_set1_epi8(0x1F);
    for (; size - i >= 16; i += 16) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from + i));
        _mm_storeu_si128(reinterpret_cast<__m128i*>(to + i), bytes);
        const __m128i special =
            _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(bytes, quote), _mm_cmpeq_epi8(bytes, backslash)),
                         _mm_cmpeq_epi8(_mm_min_epu8(bytes, last_control), bytes));
        if (const int found = _mm_movemask_epi8(special); found != 0)
            return i + static_cast<std::size_t>(__builtin_ctz(static_cast<unsigned>(found)));
    }
#endif
    while (size - i >= 8 && !copy_word<std::uint64_t>(from + i, to + i))
        i += 8;
    if (size - i >= 4 && !copy_word<std::uint32_t>(from + i, to + i))
        i += 4;
    while (i != size && !must_escape(from[i])) {
        to[i] = from[i];
        ++i;
    }
    return i;
}

} // namespace bindery::json::detail

#endif
