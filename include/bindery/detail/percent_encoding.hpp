#ifndef BINDERY_DETAIL_PERCENT_ENCODING_HPP
#define BINDERY_DETAIL_PERCENT_ENCODING_HPP

#include <array>
#include <cstddef>
#include <string_view>

namespace bindery::detail {

/// One look per character instead of a row of comparisons.
inline constexpr auto unreserved = [] {
    std::array<bool, 256> table{};
    for (const char c : std::string_view("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~"))
        table[static_cast<unsigned char>(c)] = true;
    return table;
}();

/// RFC 3986's unreserved characters: letters, digits, `-`, `.`, `_` and `~`. ASCII only, whatever the locale.
constexpr bool is_unreserved(char c) noexcept {
    return unreserved[static_cast<unsigned char>(c)];
}

/// Value of a hexadecimal digit of either case, -1 for any other character.
constexpr int hex_value(char c) noexcept {
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return -1;
}

/// Writes `text`, every byte that is not unreserved as `%XX` in upper-case hex; a space becomes `%20`, never `+`. There
/// is room for three times its size at `to`. Returns the end.
constexpr char* percent_encode(std::string_view text, char* to) noexcept {
    for (const char c : text) {
        if (is_unreserved(c)) {
            *to++ = c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        *to++ = '%';
        *to++ = "0123456789ABCDEF"[byte >> 4];
        *to++ = "0123456789ABCDEF"[byte & 15];
    }
    return to;
}

/// Appends it to a `Buffer`, which is anything with `append(const char*, std::size_t)`.
template <class Buffer>
constexpr void percent_encode(std::string_view text, Buffer& out) {
    while (!text.empty()) {
        char piece[3 * 32];
        const std::string_view next = text.substr(0, 32);
        out.append(piece, static_cast<std::size_t>(percent_encode(next, piece) - piece));
        text.remove_prefix(next.size());
    }
}

/// Whether each `%` in `text` is followed by two hexadecimal digits.
constexpr bool is_percent_encoded(std::string_view text) noexcept {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%')
            continue;
        if (text.size() - i < 3 || hex_value(text[i + 1]) < 0 || hex_value(text[i + 2]) < 0)
            return false;
        i += 2;
    }
    return true;
}

/// Appends `text` with its `%XX` replaced by the bytes they stand for; a `+` stays a plus. Returns false, and appends
/// nothing, when an escape is malformed.
template <class Buffer>
[[nodiscard]] constexpr bool percent_decode(std::string_view text, Buffer& out) {
    if (!is_percent_encoded(text))
        return false;
    std::size_t plain = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%')
            continue;
        out.append(text.data() + plain, i - plain);
        const char byte = static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]));
        out.append(&byte, 1);
        i += 2;
        plain = i + 1;
    }
    out.append(text.data() + plain, text.size() - plain);
    return true;
}

} // namespace bindery::detail

#endif
