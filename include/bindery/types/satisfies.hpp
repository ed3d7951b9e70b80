#ifndef BINDERY_TYPES_SATISFIES_HPP
#define BINDERY_TYPES_SATISFIES_HPP

// The one place where a value is judged, by the compiler (literals, is_valid) and at run time (validate) alike.

#include <bindery/types/constraint.hpp>
#include <bindery/types/iso8601.hpp>
#include <bindery/types/pattern.hpp>
#include <bindery/types/utf8.hpp>

#include <cstddef>
#include <limits>

namespace bindery {

constexpr bool within(const constraint& bounds, std::int64_t value) noexcept {
    return bounds.min <= value && value <= bounds.max;
}

constexpr bool is_listed(const constraint& listed, std::string_view value) noexcept {
    for (const std::string_view known : listed.values)
        if (known == value)
            return true;
    return false;
}

/// Judges a text that is valid UTF-8; `code_points` is its length in characters.
constexpr bool satisfies(const constraint& rule, std::string_view value, std::size_t code_points) noexcept {
    if (rule.rule == rule::length) // most are; no jump through a table
        return within(rule, static_cast<std::int64_t>(code_points));
    switch (rule.rule) {
    case rule::bytes:
        return within(rule, static_cast<std::int64_t>(value.size()));
    case rule::one_of:
        return is_listed(rule, value);
    case rule::pattern:
        return detail::matches(rule.values[0], value);
    case rule::timestamp:
        return parse_timestamp(value).has_value();
    default:
        return true;
    }
}

/// Decimal text of an integer, for comparing it with listed values.
class decimal {
public:
    constexpr decimal(std::uint64_t magnitude, bool negative) noexcept {
        do {
            digits_[--first_] = static_cast<char>('0' + magnitude % 10);
            magnitude /= 10;
        } while (magnitude != 0);
        if (negative)
            digits_[--first_] = '-';
    }
    explicit constexpr decimal(std::int64_t value) noexcept
        : decimal(value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value), value < 0) {}
    explicit constexpr decimal(std::uint64_t value) noexcept : decimal(value, false) {}

    constexpr std::string_view view() const noexcept { return {digits_ + first_, sizeof digits_ - first_}; }

private:
    char digits_[20]{};
    std::size_t first_ = sizeof digits_;
};

constexpr bool satisfies(const constraint& rule, std::int64_t value) noexcept {
    if (rule.rule == rule::one_of)
        return is_listed(rule, decimal(value).view());
    return rule.rule != rule::range || within(rule, value);
}

constexpr bool satisfies(const constraint& rule, std::uint64_t value) noexcept {
    if (rule.rule == rule::one_of)
        return is_listed(rule, decimal(value).view());
    if (rule.rule != rule::range)
        return true;
    constexpr auto largest = static_cast<std::uint64_t>(no_maximum);
    return value > largest ? rule.max == no_maximum : within(rule, static_cast<std::int64_t>(value));
}

/// JSON has no word for infinities and NaN: they break every number's rules.
constexpr bool is_finite(double value) noexcept {
    constexpr double largest = (std::numeric_limits<double>::max)();
    return -largest <= value && value <= largest; // constant, which a sum of infinities is not
}

constexpr bool satisfies(const constraint& rule, double value) noexcept {
    return rule.rule != rule::range || ((rule.min == no_minimum || static_cast<double>(rule.min) <= value) &&
                                        (rule.max == no_maximum || value <= static_cast<double>(rule.max)));
}

} // namespace bindery

#endif
