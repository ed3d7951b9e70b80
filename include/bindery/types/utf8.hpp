#ifndef BINDERY_TYPES_UTF8_HPP
#define BINDERY_TYPES_UTF8_HPP

#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

namespace bindery::utf8 {

inline constexpr std::size_t invalid = static_cast<std::size_t>(-1);

/// Bytes of the code point that starts at `text[0]`, or 0 when it is not valid UTF-8: overlong forms, surrogates and
/// values above U+10FFFF are not.
constexpr std::size_t sequence_length(std::string_view text) noexcept {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const auto continues = [&](std::size_t i) { return (byte(i) & 0xC0u) == 0x80u; };
    const unsigned char first = byte(0);
    if (first < 0x80)
        return 1;
    if (first < 0xC2)
        return 0;
    if (first < 0xE0)
        return text.size() >= 2 && continues(1) ? 2 : 0;
    if (first < 0xF0) {
        if (text.size() < 3 || !continues(1) || !continues(2))
            return 0;
        if ((first == 0xE0 && byte(1) < 0xA0) || (first == 0xED && byte(1) >= 0xA0))
            return 0;
        return 3;
    }
    if (first > 0xF4 || text.size() < 4 || !continues(1) || !continues(2) || !continues(3))
        return 0;
    if ((first == 0xF0 && byte(1) < 0x90) || (first == 0xF4 && byte(1) >= 0x90))
        return 0;
    return 4;
}

/// Whether all bytes are ASCII, as nearly all text of requests is. 32 bytes at a time at run time, the last eight once
/// more rather than one by one: a text of 200 characters costs some 50 instructions instead of 800.
constexpr bool is_ascii(std::string_view text) noexcept {
    constexpr std::size_t word_size = sizeof(std::uint64_t);
    if (!std::is_constant_evaluated() && text.size() >= word_size) {
        const char* const data = text.data();
        const auto word_at = [data](std::size_t i) {
            std::uint64_t word;
            std::memcpy(&word, data + i, sizeof word);
            return word;
        };
        const std::size_t last = text.size() - word_size;
        std::uint64_t seen = word_at(last);
        std::size_t i = 0;
        for (; i + 4 * word_size <= last; i += 4 * word_size)
            seen |= word_at(i) | word_at(i + word_size) | word_at(i + 2 * word_size) | word_at(i + 3 * word_size);
        for (; i < last; i += word_size)
            seen |= word_at(i);
        return (seen & 0x8080808080808080u) == 0;
    }
    unsigned char seen = 0;
    for (const char c : text)
        seen |= static_cast<unsigned char>(c);
    return seen < 0x80;
}

/// Number of code points, or `invalid` when `text` is not valid UTF-8.
constexpr std::size_t count(std::string_view text) noexcept {
    if (is_ascii(text))
        return text.size();
    std::size_t points = 0;
    while (!text.empty()) {
        const std::size_t length = sequence_length(text);
        if (length == 0)
            return invalid;
        ++points;
        text.remove_prefix(length);
    }
    return points;
}

/// The longest prefix of at most `bytes` bytes that does not cut a code point; of text that is not valid UTF-8, some
/// such prefix.
constexpr std::string_view prefix(std::string_view text, std::size_t bytes) noexcept {
    if (text.size() <= bytes)
        return text;
    for (std::size_t back = 0; back != 4 && back <= bytes; ++back)
        if ((static_cast<unsigned char>(text[bytes - back]) & 0xC0u) != 0x80u)
            return text.substr(0, bytes - back);
    return text.substr(0, bytes);
}

} // namespace bindery::utf8

#endif
