#ifndef BINDERY_TYPES_PATTERN_HPP
#define BINDERY_TYPES_PATTERN_HPP

#include <bindery/types/utf8.hpp>

#include <cstdint>
#include <string_view>

namespace bindery::detail {

/// One part of a pattern: what it accepts (its source text) and how often.
struct pattern_part {
    std::string_view accepts;
    bool may_skip = false;
    bool may_repeat = false;
    bool well_formed = true;
};

inline constexpr unsigned max_pattern_parts = 63;

/// Takes the next character off `rest`, as the bytes of its code point: their order is that of code points.
constexpr std::string_view take_character(std::string_view& rest) noexcept {
    const std::size_t length = utf8::sequence_length(rest);
    const std::string_view character = rest.substr(0, length == 0 ? 1 : length);
    rest.remove_prefix(character.size());
    return character;
}

/// Takes a class up to its `]` off `rest`, which is behind the `[`; false when there is no end.
constexpr bool take_class(std::string_view& rest) noexcept {
    if (!rest.empty() && rest[0] == '^')
        rest.remove_prefix(1);
    for (bool first = true; !rest.empty(); first = false) {
        const std::string_view c = take_character(rest);
        if (c == "]" && !first)
            return true; // a first one stands for itself
        if (c != "\\")
            continue;
        if (rest.empty())
            break;
        take_character(rest);
    }
    return false;
}

/// Takes the next part off `rest`.
constexpr pattern_part take_part(std::string_view& rest) noexcept {
    const std::string_view whole = rest;
    const std::string_view c = take_character(rest);
    pattern_part part;
    if (c == "[") {
        part.well_formed = take_class(rest);
    } else if (c == "\\") {
        part.well_formed = !rest.empty();
        if (!rest.empty())
            take_character(rest);
    } else {
        part.well_formed = std::string_view("?*+(){}|^$]").find(c) == std::string_view::npos;
    }
    part.accepts = whole.substr(0, whole.size() - rest.size());
    if (!rest.empty() && (rest[0] == '?' || rest[0] == '*' || rest[0] == '+')) {
        part.may_skip = rest[0] != '+';
        part.may_repeat = rest[0] != '?';
        rest.remove_prefix(1);
    }
    return part;
}

constexpr bool is_pattern(std::string_view text) noexcept {
    if (utf8::count(text) == utf8::invalid)
        return false;
    for (unsigned count = 0; !text.empty(); ++count)
        if (count == max_pattern_parts || !take_part(text).well_formed)
            return false;
    return true;
}

constexpr bool accepts(std::string_view part, std::string_view character) noexcept {
    if (part == ".")
        return true;
    if (part[0] == '\\')
        return character == part.substr(1);
    if (part[0] != '[')
        return character == part;
    part = part.substr(1, part.size() - 2);
    const bool negated = !part.empty() && part[0] == '^';
    if (negated)
        part.remove_prefix(1);
    const auto take = [&] {
        if (part.size() > 1 && part[0] == '\\')
            part.remove_prefix(1);
        return take_character(part);
    };
    bool found = false;
    while (!part.empty()) {
        const std::string_view low = take();
        std::string_view high = low;
        if (part.size() > 1 && part[0] == '-') {
            part.remove_prefix(1);
            high = take();
        }
        found = found || (low <= character && character <= high);
    }
    return found != negated;
}

/// Whether `pattern` describes the whole of `text`, character by character. All positions are followed at once as bits
/// of a word (no backtracking), so the time is the text's length times the pattern's, whatever the text.
constexpr bool matches(std::string_view pattern, std::string_view text) noexcept {
    pattern_part parts[max_pattern_parts];
    unsigned count = 0;
    while (!pattern.empty() && count != max_pattern_parts)
        parts[count++] = take_part(pattern);

    const auto skip = [&](std::uint64_t at) {
        for (unsigned i = 0; i != count; ++i)
            if ((at >> i & 1u) != 0 && parts[i].may_skip)
                at |= std::uint64_t{1} << (i + 1);
        return at;
    };
    std::uint64_t at = skip(1);
    while (!text.empty()) {
        const std::string_view c = take_character(text);
        std::uint64_t next = 0;
        for (unsigned i = 0; i != count; ++i) {
            if ((at >> i & 1u) == 0 || !accepts(parts[i].accepts, c))
                continue;
            next |= std::uint64_t{1} << (i + 1);
            if (parts[i].may_repeat)
                next |= std::uint64_t{1} << i;
        }
        at = skip(next);
        if (at == 0)
            return false;
    }
    return (at >> count & 1u) != 0;
}

} // namespace bindery::detail

#endif
