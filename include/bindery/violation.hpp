#ifndef BINDERY_VIOLATION_HPP
#define BINDERY_VIOLATION_HPP

#include <bindery/detail/config.hpp>

#include <algorithm>
#include <cstddef>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace bindery {

/// What a value can break.
enum class rule : unsigned char {
    required,  ///< a member that must be there is not
    type,      ///< the value is of another kind than the member
    utf8,      ///< text that is not valid UTF-8
    length,    ///< number of characters (Unicode code points) of a text
    bytes,     ///< number of bytes of a text
    range,     ///< value of a number, bounds included
    one_of,    ///< a text or number that the page does not list
    items,     ///< number of elements of a list
    pattern,   ///< form of a text
    timestamp, ///< form of a point in time
    known,     ///< a member that the operation does not have
};

/// The rule's name as it stands in specs and messages, e.g. "length".
constexpr std::string_view name_of(rule broken) noexcept {
    constexpr std::string_view names[] = {"required", "type",  "utf8",    "length",    "bytes", "range",
                                          "one_of",   "items", "pattern", "timestamp", "known"};
    return names[static_cast<unsigned char>(broken)];
}

/// One broken rule: where, which, what was expected and what was found instead.
struct violation {
    std::string path; ///< JSON pointer (RFC 6901) of the member, e.g. "/Filters/0/Name"
    bindery::rule rule;
    std::string expected; ///< e.g. "at most 50 characters"
    std::string found;    ///< the value or its size, shortened; empty when there is none

    bool operator==(const violation&) const = default;
};

using violations = std::vector<violation>;

namespace detail {

/// First and last of the code points that are not seen but change how text looks: they steer a terminal, end a line,
/// turn the order of writing around, hide.
inline constexpr char32_t unseen[][2] = {
    {0x00, 0x1F},     {0x7F, 0x9F},     {0xAD, 0xAD},     {0x034F, 0x034F}, {0x061C, 0x061C}, {0x180E, 0x180E},
    {0x200B, 0x200F}, {0x2028, 0x202E}, {0x2060, 0x206F}, {0xFEFF, 0xFEFF}, {0xFFF9, 0xFFFB}, {0xE0000, 0xE0FFF},
};

/// Puts blanks in their place, since text from outside may do nothing of that. What is not UTF-8 is taken byte by byte.
inline void blank_control_characters(std::string& text, std::size_t from = 0) noexcept {
    for (std::size_t i = from, size; i < text.size(); i += size) {
        const auto first = static_cast<unsigned char>(text[i]);
        size = first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        char32_t point = size == 1 ? first : first & (0x7Fu >> size);
        for (std::size_t j = 1; j < size; ++j) {
            const unsigned char next = i + j < text.size() ? static_cast<unsigned char>(text[i + j]) : 0;
            if ((next & 0xC0u) == 0x80u) {
                point = point << 6 | (next & 0x3Fu);
            } else {
                point = first;
                size = 1;
            }
        }
        for (const auto& [least, most] : unseen)
            if (least <= point && point <= most)
                std::fill_n(text.begin() + static_cast<std::ptrdiff_t>(i), size, ' ');
    }
}

/// Appends a name to a JSON pointer, as RFC 6901 escapes it.
inline void append_to_pointer(std::string& pointer, std::string_view name) {
    pointer += '/';
    for (const char c : name)
        c == '~' ? pointer += "~0" : c == '/' ? pointer += "~1" : pointer += c;
}

} // namespace detail

/// "/SessionId: expected at most 50 characters, found 51: "2f1c..."" in one line, without control characters.
inline std::string to_string(const violation& broken) {
    std::string text = broken.path.empty() ? std::string("(request)") : broken.path;
    text += ": expected ";
    text += broken.expected;
    if (!broken.found.empty()) {
        text += ", found ";
        text += broken.found;
    }
    detail::blank_control_characters(text);
    return text;
}

template <class Char, class Traits>
std::basic_ostream<Char, Traits>& operator<<(std::basic_ostream<Char, Traits>& out, const violation& broken) {
    return out << to_string(broken).c_str();
}

} // namespace bindery

#endif
