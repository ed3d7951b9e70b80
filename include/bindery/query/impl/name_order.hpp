#ifndef BINDERY_QUERY_IMPL_NAME_ORDER_HPP
#define BINDERY_QUERY_IMPL_NAME_ORDER_HPP

// Dotted names part by part, and the order in which parameters fill a structure.

#include <bindery/query/parameters.hpp>

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace bindery::query::detail {

/// Takes the part up to the next dot off `name`.
inline std::string_view take_part(std::string_view& name) noexcept {
    const std::string_view part = name.substr(0, name.find('.'));
    name.remove_prefix((std::min)(part.size() + 1, name.size()));
    return part;
}

template <class Number>
bool parse(std::string_view text, Number& number) noexcept {
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    return failure == std::errc() && end == text.data() + text.size();
}

/// Orders names part by part, numbers by value, so that the elements of a list come in order: `L.2` before `L.10`.
inline bool in_order(const parameter* a, const parameter* b) noexcept {
    std::string_view left = a->name, right = b->name;
    while (!left.empty() && !right.empty()) {
        const std::string_view one = take_part(left), other = take_part(right);
        std::uint64_t first = 0, second = 0;
        const bool numbers = parse(one, first);
        if (numbers != parse(other, second))
            return numbers; // a strict order needs all numbers on one side
        if (numbers) {
            if (first != second)
                return first < second;
        } else if (one != other) {
            return one < other;
        }
    }
    return left.empty() && !right.empty();
}

} // namespace bindery::query::detail

#endif
