#ifndef BINDERY_PROTOCOL_HTTP_DATE_HPP
#define BINDERY_PROTOCOL_HTTP_DATE_HPP

#include <chrono>
#include <optional>
#include <string_view>

namespace bindery::protocol {

/// Seconds since 1970 of a Date field, `Sun, 06 Nov 1994 08:49:37 GMT`; nothing when it is written in another way. The
/// day of the week is not compared.
inline std::optional<std::chrono::seconds> http_date(std::string_view text) noexcept {
    constexpr std::string_view form = "???, 00 ??? 0000 00:00:00 GMT";
    constexpr std::string_view months = "JanFebMarAprMayJunJulAugSepOctNovDec";
    if (text.size() != form.size())
        return std::nullopt;
    for (std::size_t i = 0; i != form.size(); ++i)
        if (form[i] == '0' ? text[i] < '0' || text[i] > '9' : form[i] != '?' && text[i] != form[i])
            return std::nullopt;
    const auto number = [&](std::size_t at, std::size_t digits) {
        int value = 0;
        for (const char digit : text.substr(at, digits))
            value = value * 10 + (digit - '0');
        return value;
    };
    const std::size_t month = months.find(text.substr(8, 3));
    if (month == months.npos || month % 3 != 0)
        return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(number(12, 4)),
                                           std::chrono::month(static_cast<unsigned>(month / 3 + 1)),
                                           std::chrono::day(static_cast<unsigned>(number(5, 2)))};
    const int hour = number(17, 2), minute = number(20, 2), second = number(23, 2);
    if (!date.ok() || hour > 23 || minute > 59 || second > 60)
        return std::nullopt;
    return std::chrono::sys_days(date).time_since_epoch() + std::chrono::hours(hour) + std::chrono::minutes(minute) +
           std::chrono::seconds(second);
}

} // namespace bindery::protocol

#endif
