#ifndef BINDERY_VIOLATION_HPP
#define BINDERY_VIOLATION_HPP

#include <bindery/detail/config.hpp>

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

/// Puts a blank in place of each byte that steers a terminal or ends a line: text from outside may do neither. Covers
/// the C1 control characters, which UTF-8 writes as C2 80 to C2 9F.
inline void blank_control_characters(std::string& text, std::size_t from = 0) noexcept {
    for (std::size_t i = from; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte < 0x20 || byte == 0x7F)
            text[i] = ' ';
        if (byte != 0xC2 || i + 1 == text.size())
            continue;
        const auto next = static_cast<unsigned char>(text[i + 1]);
        if (0x80 <= next && next < 0xA0)
            text[i] = text[i + 1] = ' ';
    }
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
