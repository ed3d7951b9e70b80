#ifndef BINDERY_TYPES_NUMBERS_HPP
#define BINDERY_TYPES_NUMBERS_HPP

#include <bindery/types/rules.hpp>
#include <bindery/types/satisfies.hpp>
#include <bindery/types/text.hpp>

#include <concepts>
#include <type_traits>

namespace bindery {

namespace detail {

// Not constexpr, so that a constant expression that gets here does not compile and the message names it; does nothing
// elsewhere.
inline void number_is_outside_of_what_the_api_allows() noexcept {}

template <class Int>
concept plain_integer =
    std::integral<Int> && !std::same_as<Int, bool> && !std::same_as<Int, char> && !std::same_as<Int, wchar_t> &&
    !std::same_as<Int, char8_t> && !std::same_as<Int, char16_t> && !std::same_as<Int, char32_t> &&
    sizeof(Int) <= sizeof(std::int64_t); // GNU modes count 128-bit integers among the integral types

} // namespace detail

/// A signed 64-bit number under rules (`range`, `one_of`). Types whose values may not fit (unsigned 64-bit, floating)
/// do not convert; inside a constant expression a value that breaks a rule does not compile, elsewhere `validate`
/// judges it.
template <constraint_rule... Rules>
class integer {
public:
    constexpr integer() noexcept = default;

    template <detail::plain_integer Int>
        requires(std::signed_integral<Int> || sizeof(Int) < sizeof(std::int64_t))
    constexpr integer(Int value) : value_(value) {
        if (std::is_constant_evaluated() && !(satisfies(Rules::value, value_) && ...))
            detail::number_is_outside_of_what_the_api_allows();
    }

    constexpr std::int64_t value() const noexcept { return value_; }
    constexpr operator std::int64_t() const noexcept { return value_; }

private:
    std::int64_t value_ = 0;
};

/// An unsigned 64-bit number under rules (`range`, `one_of`). Signed values convert only as constants that are not
/// negative.
template <constraint_rule... Rules>
class unsigned_integer {
public:
    constexpr unsigned_integer() noexcept = default;

    template <detail::plain_integer Int>
        requires std::unsigned_integral<Int>
    constexpr unsigned_integer(Int value) : value_(value) {
        if (std::is_constant_evaluated() && !(satisfies(Rules::value, value_) && ...))
            detail::number_is_outside_of_what_the_api_allows();
    }

    /// A literal such as `20`.
    template <detail::plain_integer Int>
        requires std::signed_integral<Int>
    consteval unsigned_integer(Int value) : value_(static_cast<std::uint64_t>(value)) {
        if (value < 0 || !(satisfies(Rules::value, value_) && ...))
            detail::number_is_outside_of_what_the_api_allows();
    }

    constexpr std::uint64_t value() const noexcept { return value_; }
    constexpr operator std::uint64_t() const noexcept { return value_; }

private:
    std::uint64_t value_ = 0;
};

/// A floating-point number under rules (`range`).
template <constraint_rule... Rules>
class number {
public:
    constexpr number() noexcept = default;

    template <class Number>
        requires(std::floating_point<Number> && sizeof(Number) <= sizeof(double)) ||
                (detail::plain_integer<Number> && sizeof(Number) <= sizeof(std::int32_t))
    constexpr number(Number value) : value_(value) {
        if (std::is_constant_evaluated() && !(satisfies(Rules::value, value_) && ...))
            detail::number_is_outside_of_what_the_api_allows();
    }

    constexpr double value() const noexcept { return value_; }
    constexpr operator double() const noexcept { return value_; }

private:
    double value_ = 0;
};

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
