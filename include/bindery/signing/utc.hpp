#ifndef BINDERY_SIGNING_UTC_HPP
#define BINDERY_SIGNING_UTC_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace bindery::signing {

/// Text of a size known beforehand, held in place.
template <std::size_t Size>
struct fixed_text {
    std::array<char, Size> characters{};
    constexpr std::string_view view() const noexcept { return {characters.data(), Size}; }
};

/// Seconds since 1970-01-01T00:00:00Z, leap seconds not counted, of the first and the last second that four digits of a
/// year can write.
inline constexpr std::int64_t first_utc_second = -62'167'219'200;
inline constexpr std::int64_t last_utc_second = 253'402'300'799;

/// Number of the UTC day that `seconds` falls on; day 0 is 1970-01-01.
constexpr std::int64_t utc_day(std::int64_t seconds) noexcept {
    return seconds / 86'400 - (seconds % 86'400 < 0 ? 1 : 0);
}

namespace detail {

constexpr std::int64_t days_before_year(std::int64_t year) noexcept { // since 0000-01-01, year >= 0
    if (year == 0)
        return 0;
    const auto past = year - 1;
    return 366 + past * 365 + past / 4 - past / 100 + past / 400;
}

constexpr bool is_leap_year(std::int64_t year) noexcept {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

constexpr int days_in_month(std::int64_t year, int month) noexcept {
    constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap_year(year) ? 29 : days[month - 1];
}

template <std::size_t Digits>
constexpr void write_decimal(char* out, std::int64_t value) noexcept {
    for (std::size_t i = Digits; i != 0; --i, value /= 10)
        out[i - 1] = static_cast<char>('0' + value % 10);
}

/// -1 unless all characters are digits.
constexpr int read_decimal(std::string_view digits) noexcept {
    int value = 0;
    for (const char c : digits) {
        if (c < '0' || c > '9')
            return -1;
        value = value * 10 + (c - '0');
    }
    return value;
}

constexpr void write_utc_date(char* out, std::int64_t seconds) noexcept {
    const std::int64_t day = utc_day(seconds) - utc_day(first_utc_second); // since 0000-01-01
    std::int64_t year = day * 400 / 146'097; // 400 years have 146'097 days, so this is at most one year off
    if (days_before_year(year) > day)
        --year;
    if (days_before_year(year + 1) <= day)
        ++year;
    auto rest = static_cast<int>(day - days_before_year(year));
    int month = 1;
    while (rest >= days_in_month(year, month))
        rest -= days_in_month(year, month++);
    write_decimal<4>(out, year);
    out[4] = out[7] = '-';
    write_decimal<2>(out + 5, month);
    write_decimal<2>(out + 8, rest + 1);
}

} // namespace detail

/// `YYYY-MM-DD` of the UTC day; nothing for a year outside 0000 to 9999.
constexpr std::optional<fixed_text<10>> utc_date(std::int64_t seconds) noexcept {
    if (seconds < first_utc_second || seconds > last_utc_second)
        return std::nullopt;
    fixed_text<10> text;
    detail::write_utc_date(text.characters.data(), seconds);
    return text;
}

/// `YYYY-MM-DDThh:mm:ssZ`; nothing for a year outside 0000 to 9999.
constexpr std::optional<fixed_text<20>> utc_time(std::int64_t seconds) noexcept {
    if (seconds < first_utc_second || seconds > last_utc_second)
        return std::nullopt;
    fixed_text<20> text;
    char* const out = text.characters.data();
    const std::int64_t second = seconds - utc_day(seconds) * 86'400;
    detail::write_utc_date(out, seconds);
    out[10] = 'T';
    detail::write_decimal<2>(out + 11, second / 3600);
    detail::write_decimal<2>(out + 14, second / 60 % 60);
    detail::write_decimal<2>(out + 17, second % 60);
    out[13] = out[16] = ':';
    out[19] = 'Z';
    return text;
}

/// Seconds since 1970 in decimal: digits only, no leading zero, not after the year 9999.
constexpr std::optional<std::int64_t> parse_unix_time(std::string_view text) noexcept {
    if (text.empty() || text.size() > 12 || (text.front() == '0' && text.size() > 1))
        return std::nullopt;
    std::int64_t seconds = 0;
    for (const char c : text) {
        if (c < '0' || c > '9')
            return std::nullopt;
        seconds = seconds * 10 + (c - '0');
    }
    return seconds <= last_utc_second ? std::optional(seconds) : std::nullopt;
}

/// Seconds of exactly `YYYY-MM-DDThh:mm:ssZ`; nothing for any other form, a date the calendar does not have, hour 24 or
/// a leap second.
constexpr std::optional<std::int64_t> parse_utc_time(std::string_view text) noexcept {
    if (text.size() != 20 || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' ||
        text[16] != ':' || text[19] != 'Z') {
        return std::nullopt;
    }
    const int year = detail::read_decimal(text.substr(0, 4));
    const int month = detail::read_decimal(text.substr(5, 2));
    const int day = detail::read_decimal(text.substr(8, 2));
    const int hour = detail::read_decimal(text.substr(11, 2));
    const int minute = detail::read_decimal(text.substr(14, 2));
    const int second = detail::read_decimal(text.substr(17, 2));
    if (year < 0 || month < 1 || month > 12 || day < 1 || day > detail::days_in_month(year, month) || hour < 0 ||
        hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
        return std::nullopt;
    }
    std::int64_t days = detail::days_before_year(year) + day - 1;
    for (int m = 1; m != month; ++m)
        days += detail::days_in_month(year, m);
    return first_utc_second + days * 86'400 + hour * 3600 + minute * 60 + second;
}

} // namespace bindery::signing

#endif
