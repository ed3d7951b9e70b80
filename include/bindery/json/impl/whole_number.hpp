#ifndef BINDERY_JSON_IMPL_WHOLE_NUMBER_HPP
#define BINDERY_JSON_IMPL_WHOLE_NUMBER_HPP

#include <algorithm>
#include <charconv>
#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>

namespace bindery::json::detail {

/// False: the number would not fit into 64 bits.
constexpr bool append_digit(std::uint64_t& number, char digit) noexcept {
    const auto value = static_cast<unsigned>(digit - '0');
    if (number > ((std::numeric_limits<std::uint64_t>::max)() - value) / 10)
        return false;
    number = number * 10 + value;
    return true;
}

/// The power of ten behind `e`, cut to what makes any digits too large or a fraction. Nothing when it is none.
inline std::optional<std::int64_t> exponent_of(std::string_view text) noexcept {
    constexpr std::int64_t beyond = std::int64_t{1} << 40;
    std::int64_t exponent = 0;
    if (text.starts_with('+')) {
        text.remove_prefix(1);
        if (text.starts_with('-'))
            return std::nullopt;
    }
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), exponent);
    if (failure == std::errc::invalid_argument || end != text.data() + text.size())
        return std::nullopt;
    if (failure != std::errc())
        return text.starts_with('-') ? -beyond : beyond;
    return std::clamp(exponent, -beyond, beyond);
}

/// The whole number that a decimal text stands for, however it is written: `15`, `15.0`, `1.5e1`, `1500E-2`. Nothing
/// when it has a fraction, does not fit, or is no number. Nothing is rounded: no double has a part in it.
template <std::integral Int>
std::optional<Int> whole_number(std::string_view text) noexcept {
    const bool negative = text.starts_with('-');
    text.remove_prefix(negative ? 1 : 0);
    const std::size_t e = (std::min)(text.find_first_of("eE"), text.size());
    std::int64_t power = 0; // of ten, that the digits are multiplied with
    if (e != text.size()) {
        const auto exponent = exponent_of(text.substr(e + 1));
        if (!exponent)
            return std::nullopt;
        power = *exponent;
        text.remove_suffix(text.size() - e);
    }
    const std::size_t point = (std::min)(text.find('.'), text.size());
    if (point == 0 || point + 1 == text.size())
        return std::nullopt; // a digit must stand on either side

    std::uint64_t digits = 0; // without the zeros at their end
    std::int64_t zeros = 0;
    for (std::size_t i = 0; i != text.size(); ++i) {
        if (i == point)
            continue;
        if (text[i] < '0' || text[i] > '9')
            return std::nullopt;
        power -= i > point ? 1 : 0;
        ++zeros;
        if (text[i] == '0')
            continue;
        for (; zeros != 1; --zeros)
            if (!append_digit(digits, '0'))
                return std::nullopt;
        if (!append_digit(digits, text[i]))
            return std::nullopt;
        zeros = 0;
    }
    if (digits == 0)
        return Int{0};
    for (power += zeros; power > 0; --power)
        if (!append_digit(digits, '0'))
            return std::nullopt;
    constexpr auto largest = static_cast<std::uint64_t>((std::numeric_limits<Int>::max)());
    if (power < 0 || (negative && std::unsigned_integral<Int>) || digits > largest + (negative ? 1 : 0))
        return std::nullopt;
    return static_cast<Int>(negative ? 0 - digits : digits);
}

} // namespace bindery::json::detail

#endif
