#ifndef BINDERY_TYPES_CONSTRAINT_HPP
#define BINDERY_TYPES_CONSTRAINT_HPP

#include <bindery/violation.hpp>

#include <concepts>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>

namespace bindery {

/// As a bound of `length`, `bytes`, `items` or `range`: no bound on this side.
inline constexpr std::int64_t no_minimum = (std::numeric_limits<std::int64_t>::min)();
inline constexpr std::int64_t no_maximum = (std::numeric_limits<std::int64_t>::max)();

/// One rule as data, so that it can be checked, printed and compared. `min` and `max` are included; `values` holds the
/// listed values of one_of, or the pattern's text.
struct constraint {
    bindery::rule rule;
    std::int64_t min = no_minimum;
    std::int64_t max = no_maximum;
    std::span<const std::string_view> values = {};
};

/// A rule as a template argument of a type: a stateless class with one constraint.
template <class Rule>
concept constraint_rule = requires {
    { Rule::value } -> std::same_as<const constraint&>;
} || requires(constraint c) { c = Rule::value; };

} // namespace bindery

#endif
