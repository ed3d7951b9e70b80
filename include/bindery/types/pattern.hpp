#ifndef BINDERY_TYPES_PATTERN_HPP
#define BINDERY_TYPES_PATTERN_HPP

#include <cstdint>
#include <string_view>

namespace bindery::detail {

/// One part of a pattern: what it accepts (its source text) and how often.
struct pattern_part {
    std::string_view accepts;
    bool may_skip = false;
    bool may_repeat = false;
};

/// Takes the next part off `rest`.
constexpr pattern_part take_part(std::string_view& rest) noexcept {
    std::size_t end = 1;
    if (rest[0] == '\\' && rest.size() > 1) {
        end = 2;
    } else if (rest[0] == '[') {
        if (end < rest.size() && rest[end] == '^') ++end;
        if (end < rest.size()) ++end; // a first `]` stands for itself
        while (end < rest.size() && rest[end] != ']') end += rest[end] == '\\' ? 2 : 1;
        end = end < rest.size() ? end + 1 : rest.size();
    }
    pattern_part part{.accepts = rest.substr(0, end)};
    rest.remove_prefix(end);
    if (!rest.empty() && (rest[0] == '?' || rest[0] == '*' || rest[0] == '+')) {
        part.may_skip = rest[0] != '+';
        part.may_repeat = rest[0] != '?';
        rest.remove_prefix(1);
    }
    return part;
}

constexpr bool accepts(std::string_view part, char c) noexcept {
    if (part[0] == '.') return true;
    if (part[0] == '\\' && part.size() > 1) return c == part[1];
    if (part[0] != '[') return c == part[0];
    part = part.substr(1, part.size() - 2);
    const bool negated = !part.empty() && part[0] == '^';
    if (negated) part.remove_prefix(1);
    bool found = false;
    for (std::size_t i = 0; i < part.size(); ++i) {
        if (part[i] == '\\' && i + 1 < part.size()) ++i;
        const char low = part[i];
        char high = low;
        if (i + 2 < part.size() && part[i + 1] == '-') high = part[i += 2];
        found = found || (low <= c && c <= high);
    }
    return found != negated;
}

/// Whether `pattern` describes the whole of `text`. All positions are followed at once as bits of a word (no backtracking), so
/// the time is the text's length times the pattern's, whatever the text.
constexpr bool matches(std::string_view pattern, std::string_view text) noexcept {
    pattern_part parts[63];
    unsigned count = 0;
    while (!pattern.empty() && count != 63) parts[count++] = take_part(pattern);

    const auto skip = [&](std::uint64_t at) {
        for (unsigned i = 0; i != count; ++i)
            if ((at >> i & 1u) != 0 && parts[i].may_skip) at |= std::uint64_t{1} << (i + 1);
        return at;
    };
    std::uint64_t at = skip(1);
    for (const char c : text) {
        std::uint64_t next = 0;
        for (unsigned i = 0; i != count; ++i) {
            if ((at >> i & 1u) == 0 || !accepts(parts[i].accepts, c)) continue;
            next |= std::uint64_t{1} << (i + 1);
            if (parts[i].may_repeat) next |= std::uint64_t{1} << i;
        }
        at = skip(next);
        if (at == 0) return false;
    }
    return (at >> count & 1u) != 0;
}

} // namespace bindery::detail

#endif
