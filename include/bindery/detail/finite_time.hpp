#ifndef BINDERY_DETAIL_FINITE_TIME_HPP
#define BINDERY_DETAIL_FINITE_TIME_HPP

#include <algorithm>
#include <chrono>

namespace bindery::detail {

/// How long to wait, cut to what a clock can add to its time: for ever is a year.
constexpr std::chrono::milliseconds finite_time(std::chrono::milliseconds wanted) noexcept {
    constexpr std::chrono::milliseconds year = std::chrono::hours(24 * 365);
    return (std::min)(wanted, year);
}

} // namespace bindery::detail

#endif
