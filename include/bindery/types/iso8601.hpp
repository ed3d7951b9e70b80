#ifndef BINDERY_TYPES_ISO8601_HPP
#define BINDERY_TYPES_ISO8601_HPP

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace bindery {

/// Seconds since 1970-01-01T00:00:00Z of a text such as `2023-11-14T22:13:20Z`, `...20.25Z` or `...20+08:00` (fractions
/// are dropped); nothing for any other form or a day that does not exist.
constexpr std::optional<std::int64_t> parse_timestamp(std::string_view text) noexcept {
    std::size_t at = 0;
    bool good = true;
    const auto digits = [&](std::size_t count) {
        std::int64_t value = 0;
        for (; count != 0; --count, ++at) {
            good = good && at < text.size() && '0' <= text[at] && text[at] <= '9';
            if (good)
                value = value * 10 + (text[at] - '0');
        }
        return value;
    };
    const auto expect = [&](char c) { good = good && at < text.size() && text[at++] == c; };

    const std::int64_t year = digits(4);
    expect('-');
    const std::int64_t month = digits(2);
    expect('-');
    const std::int64_t day = digits(2);
    expect('T');
    const std::int64_t hour = digits(2);
    expect(':');
    const std::int64_t minute = digits(2);
    expect(':');
    const std::int64_t second = digits(2);
    if (!good || month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 60)
        return std::nullopt;

    constexpr std::int64_t before[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    if (day > before[month] - before[month - 1] + (month == 2 && leap ? 1 : 0))
        return std::nullopt;

    if (at < text.size() && text[at] == '.') {
        const std::size_t start = ++at;
        while (at < text.size() && '0' <= text[at] && text[at] <= '9')
            ++at;
        if (at == start)
            return std::nullopt;
    }
    std::int64_t offset = 0;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) {
        const std::int64_t sign = text[at++] == '+' ? 1 : -1;
        const std::int64_t hours = digits(2);
        expect(':');
        const std::int64_t minutes = digits(2);
        if (hours > 23 || minutes > 59)
            return std::nullopt;
        offset = sign * (hours * 3600 + minutes * 60);
    } else {
        expect('Z');
    }
    if (!good || at != text.size())
        return std::nullopt;

    // Days since the epoch, with years that start in March so that a leap day comes last.
    const std::int64_t march_year = year - (month <= 2 ? 1 : 0) + 400;
    const std::int64_t march_day = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    const std::int64_t days = march_year * 365 + march_year / 4 - march_year / 100 + march_year / 400 + march_day;
    constexpr std::int64_t epoch = 719468 + 146097;
    return (days - epoch) * 86400 + hour * 3600 + minute * 60 + second - offset;
}

} // namespace bindery

#endif
