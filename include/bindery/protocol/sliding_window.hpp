#ifndef BINDERY_PROTOCOL_SLIDING_WINDOW_HPP
#define BINDERY_PROTOCOL_SLIDING_WINDOW_HPP

#include <bindery/rate_limiter.hpp>

#include <algorithm>
#include <deque>

namespace bindery::protocol {

/// When the calls of one rate were and will be made. A call gets the earliest time that leaves no window, wherever it
/// begins, with more calls than allowed, and none gets one before a call that came earlier. For one thread at a time.
class sliding_window {
public:
    using time_point = std::chrono::steady_clock::time_point;

    permit ask(const rate_limiter::wish& what) {
        within_ = what.within;
        while (!times_.empty() && times_.front() + within_ <= what.now)
            times_.pop_front();
        time_point when = times_.empty() ? what.now : (std::max)(what.now, times_.back());
        if (times_.size() >= what.calls)
            when = (std::max)(when, times_[times_.size() - what.calls] + within_);
        const std::chrono::nanoseconds wait = when - what.now;
        if (wait > what.patience)
            return {admission::refused, wait, 0};
        times_.push_back(when);
        return {admission::granted, wait, number_of(when)};
    }

    void give_back(const permit& unused) {
        const auto place = std::find_if(times_.rbegin(), times_.rend(),
                                        [&](time_point each) { return number_of(each) == unused.number; });
        if (place != times_.rend())
            times_.erase(std::next(place).base());
    }

    /// Nothing that happened before has a bearing on what comes.
    bool is_idle(time_point now) const noexcept { return times_.empty() || times_.back() + within_ <= now; }

private:
    /// Calls that share a time share a number, for one is as good as the other.
    static std::uint64_t number_of(time_point when) noexcept {
        return static_cast<std::uint64_t>(when.time_since_epoch().count());
    }

    std::deque<time_point> times_; ///< in order; those of calls that wait are still to come
    std::chrono::nanoseconds within_{0};
};

} // namespace bindery::protocol

#endif
