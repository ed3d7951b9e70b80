#ifndef BINDERY_TYPES_UTF8_HPP
#define BINDERY_TYPES_UTF8_HPP

#include <cstddef>
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

namespace detail {

template <class Word>
Word load(const char* from) noexcept {
    Word word;
    std::memcpy(&word, from, sizeof word);
    return word;
}

/// Of the two words at both ends of a text, which may overlap.
template <class Word>
bool is_ascii_in_two(const char* data, std::size_t size) noexcept {
    constexpr auto signs = static_cast<Word>(0x8080808080808080u);
    return ((load<Word>(data) | load<Word>(data + size - sizeof(Word))) & signs) == 0;
}

#ifdef __GNUC__
using block = std::uint64_t __attribute__((vector_size(16)));
inline std::uint64_t bits_of(block all) noexcept {
    return all[0] | all[1];
}
#else
using block = std::uint64_t;
inline std::uint64_t bits_of(block all) noexcept {
    return all;
}
#endif

/// At least 16 bytes: four blocks at a time, then one, the last one once more rather than byte by byte.
inline bool is_ascii_in_blocks(const char* data, std::size_t size) noexcept {
    constexpr std::size_t step = sizeof(block);
    const char* const last = data + size - step;
    block seen = load<block>(last);
    for (; last - data > static_cast<std::ptrdiff_t>(3 * step); data += 4 * step)
        seen |= (load<block>(data) | load<block>(data + step)) |
                (load<block>(data + 2 * step) | load<block>(data + 3 * step));
    for (; data < last; data += step)
        seen |= load<block>(data);
    return (bits_of(seen) & 0x8080808080808080u) == 0;
}

} // namespace detail

/// Whether all bytes are ASCII, as nearly all text of requests is. Looks at blocks at run time: a text of 200
/// characters costs some 50 instructions instead of 800.
constexpr bool is_ascii(std::string_view text) noexcept {
    if (!std::is_constant_evaluated()) {
        if (text.size() >= 16)
            return detail::is_ascii_in_blocks(text.data(), text.size());
        if (text.size() >= 8)
            return detail::is_ascii_in_two<std::uint64_t>(text.data(), text.size());
        if (text.size() >= 4)
            return detail::is_ascii_in_two<std::uint32_t>(text.data(), text.size());
        return text.empty() || ((text.front() | text[text.size() / 2] | text.back()) & 0x80) == 0;
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
