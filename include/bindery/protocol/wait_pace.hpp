#ifndef BINDERY_PROTOCOL_WAIT_PACE_HPP
#define BINDERY_PROTOCOL_WAIT_PACE_HPP

#include <bindery/error.hpp>
#include <bindery/model/operation.hpp>
#include <bindery/reflect/shape.hpp>

#include <algorithm>
#include <chrono>

namespace bindery::protocol {

/// Whether an answer's state is one that ends a wait. Fails with errc::task_failed when it is one of the failing ones.
result<bool> has_ended(const waiting_rule& rule, const reflect::structure& output, const void* answer);

/// When to look again: pauses double from `interval` to `max_interval`, and become shorter again towards the deadline,
/// so that the last look is less than `interval` in front of it and none is behind it.
class wait_pace {
public:
    using clock = std::chrono::steady_clock;

    wait_pace(clock::time_point until, std::chrono::milliseconds interval,
              std::chrono::milliseconds max_interval) noexcept
        : until_(until), least_((std::max)(interval, std::chrono::milliseconds(1))),
          most_((std::max)(max_interval, least_)), next_(least_) {}

    clock::time_point until() const noexcept { return until_; }

    /// How long to pause. Fails with errc::not_finished when no time is left to look once more.
    result<std::chrono::milliseconds> pause(clock::time_point now) {
        const auto left = std::chrono::floor<std::chrono::milliseconds>(until_ - now);
        const auto pause = std::clamp(left / 2, least_, next_);
        if (pause >= left)
            return too_late();
        next_ = (std::min)(next_ * 2, most_);
        return pause;
    }
    static error too_late() { return {errc::not_finished, "the state has not become a final one"}; }

private:
    clock::time_point until_;
    std::chrono::milliseconds least_;
    std::chrono::milliseconds most_;
    std::chrono::milliseconds next_;
};

} // namespace bindery::protocol

#ifndef BINDERY_COMPILED
#include <bindery/protocol/impl/wait_pace.ipp>
#endif

#endif
