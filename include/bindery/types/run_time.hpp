#ifndef BINDERY_TYPES_RUN_TIME_HPP
#define BINDERY_TYPES_RUN_TIME_HPP

#include <type_traits>

namespace bindery {

/// A number that the compiler need not know; see `run_time`.
template <class Number>
struct run_time_number {
    Number value;
};

/// Says that a number for a member with rules is known only when the program runs: `.Days = run_time(days)`. It is kept
/// as given and judged by `validate`. Numbers without rules need no such word.
template <class Number>
    requires std::is_arithmetic_v<Number>
constexpr run_time_number<Number> run_time(Number value) noexcept {
    return {value};
}

namespace detail {

/// Whether a T takes a Value only where the compiler knows it: the literals of text, and of numbers under rules.
template <class T, class Value>
inline constexpr bool only_as_literal = false;

} // namespace detail

} // namespace bindery

#endif
