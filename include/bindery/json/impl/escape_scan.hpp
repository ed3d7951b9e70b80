#ifndef BINDERY_JSON_IMPL_ESCAPE_SCAN_HPP
#define BINDERY_JSON_IMPL_ESCAPE_SCAN_HPP

// Copying text and looking for what JSON must escape in one pass: a block is loaded once, stored at once and judged on
// the way. Sixteen bytes at a time where there is SSE2, else eight or four, and the last ones by a block that overlaps
// the one before it: against byte by byte this halves the cost of writing a request, most of whose texts are short.

#include <bit>
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

/// Copies at least one word of text; how far up to a word in which something must be escaped, or all of `size`.
template <class Word>
std::size_t copy_words(const char* from, std::size_t size, char* to) noexcept {
    const std::size_t last = size - sizeof(Word);
    for (std::size_t i = 0; i < last; i += sizeof(Word))
        if (copy_word<Word>(from + i, to + i))
            return i;
    return copy_word<Word>(from + last, to + last) ? last : size;
}

#if defined(__SSE2__)
/// Copies sixteen bytes; a bit for each that must be escaped.
inline unsigned copy_block(const char* from, char* to) noexcept {
    const __m128i quote = _mm_set1_epi8('"'), backslash = _mm_set1_epi8('\\'), last_control = _mm_set1_epi8(0x1F);
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(to), bytes);
    return static_cast<unsigned>(
        _mm_movemask_epi8(_mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(bytes, quote), _mm_cmpeq_epi8(bytes, backslash)),
                                       _mm_cmpeq_epi8(_mm_min_epu8(bytes, last_control), bytes))));
}
#endif

/// Copies text up to the first byte that must be escaped and returns how many bytes that were. At `to` there is room
/// for all of it.
inline std::size_t copy_plain(const char* from, std::size_t size, char* to) noexcept {
    std::size_t i = 0;
#if defined(__SSE2__)
    if (size >= 16) {
        const std::size_t last = size - 16;
        for (; i < last; i += 16)
            if (const unsigned special = copy_block(from + i, to + i); special != 0)
                return i + static_cast<std::size_t>(std::countr_zero(special));
        const unsigned special = copy_block(from + last, to + last);
        return special == 0 ? size : last + static_cast<std::size_t>(std::countr_zero(special));
    }
#endif
    if (size >= 8)
        i = copy_words<std::uint64_t>(from, size, to);
    else if (size >= 4)
        i = copy_words<std::uint32_t>(from, size, to);
    for (; i != size && !must_escape(from[i]); ++i)
        to[i] = from[i];
    return i;
}

} // namespace bindery::json::detail

#endif
