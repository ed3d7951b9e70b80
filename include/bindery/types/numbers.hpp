#ifndef BINDERY_TYPES_NUMBERS_HPP
#define BINDERY_TYPES_NUMBERS_HPP

#include <bindery/types/rules.hpp>
#include <bindery/types/run_time.hpp>
#include <bindery/types/satisfies.hpp>
#include <bindery/types/text.hpp>

#include <concepts>
#include <type_traits>

namespace bindery {

namespace detail {

// Never defined: a literal that breaks a rule would have to call one of them, and the compiler's message names it.
void number_is_outside_of_what_the_api_allows();
void number_is_not_one_of_those_the_api_lists();

template <class Int>
concept plain_integer =
    std::integral<Int> && !std::same_as<Int, bool> && !std::same_as<Int, char> && !std::same_as<Int, wchar_t> &&
    !std::same_as<Int, char8_t> && !std::same_as<Int, char16_t> && !std::same_as<Int, char32_t> &&
    sizeof(Int) <= sizeof(std::int64_t); // GNU modes count 128-bit integers among the integral types

template <class Int>
concept fits_signed = plain_integer<Int> && (std::signed_integral<Int> || sizeof(Int) < sizeof(std::int64_t));

template <class Int>
concept fits_unsigned = plain_integer<Int> && std::unsigned_integral<Int>;

template <class Number>
concept fits_double = (std::floating_point<Number> && sizeof(Number) <= sizeof(double)) ||
                      (plain_integer<Number> && sizeof(Number) <= sizeof(std::int32_t));

template <class Number>
constexpr void judge_literal(const constraint& rule, Number value) {
    if (!satisfies(rule, value))
        rule.rule == rule::one_of ? number_is_not_one_of_those_the_api_lists()
                                  : number_is_outside_of_what_the_api_allows();
}

} // namespace detail

/// A signed 64-bit number under rules (`range`, `one_of`). Types whose values may not fit (unsigned 64-bit, floating)
/// do not convert. Under rules a literal is judged by the compiler, and any other number says that it is one:
/// `run_time(n)`, which `validate` judges.
template <constraint_rule... Rules>
class integer {
public:
    constexpr integer() noexcept = default;

    template <detail::fits_signed Int>
        requires(sizeof...(Rules) == 0)
    constexpr integer(Int value) noexcept : value_(value) {}

    /// A literal: does not compile when it breaks a rule.
    template <detail::fits_signed Int>
        requires(sizeof...(Rules) != 0)
    consteval integer(Int value) : value_(value) {
        (detail::judge_literal(Rules::value, value_), ...);
    }

    template <detail::fits_signed Int>
    constexpr integer(run_time_number<Int> given) noexcept : value_(given.value) {}

    constexpr std::int64_t value() const noexcept { return value_; }
    constexpr operator std::int64_t() const noexcept { return value_; }

private:
    std::int64_t value_ = 0;
};

/// An unsigned 64-bit number under rules (`range`, `one_of`), with literals and `run_time` as `integer` has them.
/// Signed values convert only as literals that are not negative.
template <constraint_rule... Rules>
class unsigned_integer {
public:
    constexpr unsigned_integer() noexcept = default;

    template <detail::fits_unsigned Int>
        requires(sizeof...(Rules) == 0)
    constexpr unsigned_integer(Int value) noexcept : value_(value) {}

    /// A literal: does not compile when it is negative or breaks a rule.
    template <detail::plain_integer Int>
        requires(sizeof...(Rules) != 0 || std::signed_integral<Int>)
    consteval unsigned_integer(Int value) : value_(static_cast<std::uint64_t>(value)) {
        if (std::cmp_less(value, 0))
            detail::number_is_outside_of_what_the_api_allows();
        (detail::judge_literal(Rules::value, value_), ...);
    }

    template <detail::fits_unsigned Int>
    constexpr unsigned_integer(run_time_number<Int> given) noexcept : value_(given.value) {}

    constexpr std::uint64_t value() const noexcept { return value_; }
    constexpr operator std::uint64_t() const noexcept { return value_; }

private:
    std::uint64_t value_ = 0;
};

/// A floating-point number under rules (`range`), with literals and `run_time` as `integer` has them.
template <constraint_rule... Rules>
class number {
public:
    constexpr number() noexcept = default;

    template <detail::fits_double Number>
        requires(sizeof...(Rules) == 0)
    constexpr number(Number value) noexcept : value_(value) {}

    /// A literal: does not compile when it breaks a rule.
    template <detail::fits_double Number>
        requires(sizeof...(Rules) != 0)
    consteval number(Number value) : value_(value) {
        if (!is_finite(value_))
            detail::number_is_outside_of_what_the_api_allows();
        (detail::judge_literal(Rules::value, value_), ...);
    }

    template <detail::fits_double Number>
    constexpr number(run_time_number<Number> given) noexcept : value_(given.value) {}

    constexpr double value() const noexcept { return value_; }
    constexpr operator double() const noexcept { return value_; }

private:
    double value_ = 0;
};

namespace detail {

template <class First, class... Rest, class Value>
inline constexpr bool only_as_literal<integer<First, Rest...>, Value> = fits_signed<Value>;
template <class... Rules, class Value>
inline constexpr bool only_as_literal<unsigned_integer<Rules...>, Value> =
    plain_integer<Value> && (sizeof...(Rules) != 0 || std::signed_integral<Value>);
template <class First, class... Rest, class Value>
inline constexpr bool only_as_literal<number<First, Rest...>, Value> = fits_double<Value>;

} // namespace detail

/// true or false, and nothing that converts to it by accident.
class boolean {
public:
    constexpr boolean() noexcept = default;
    constexpr boolean(std::same_as<bool> auto value) noexcept : value_(value) {}
    constexpr bool value() const noexcept { return value_; }
    constexpr operator bool() const noexcept { return value_; }

private:
    bool value_ = false;
};

template <constraint_rule First, constraint_rule... Rest>
inline constexpr std::span<const constraint> constraints_of<integer<First, Rest...>>{constraint_list<First, Rest...>};
template <constraint_rule First, constraint_rule... Rest>
inline constexpr std::span<const constraint> constraints_of<unsigned_integer<First, Rest...>>{
    constraint_list<First, Rest...>};
template <constraint_rule First, constraint_rule... Rest>
inline constexpr std::span<const constraint> constraints_of<number<First, Rest...>>{constraint_list<First, Rest...>};

} // namespace bindery

#endif
