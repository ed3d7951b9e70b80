#ifndef BINDERY_PROTOCOL_CLOCK_SKEW_HPP
#define BINDERY_PROTOCOL_CLOCK_SKEW_HPP

#include <algorithm>
#include <atomic>
#include <chrono>

namespace bindery::protocol {

/// How far a service's clock is ahead of the client's, as far as that was learnt. Thread-safe.
class clock_skew {
public:
    using milliseconds = std::chrono::milliseconds;

    /// No clock is corrected by more, whatever is allowed.
    static constexpr std::chrono::hours most{24};
    /// What is nearer is not why a service refuses a signature's time: they all allow more.
    static constexpr std::chrono::seconds least{30};

    milliseconds known() const noexcept { return known_.load(std::memory_order_relaxed); }

    /// A service refused the time of a signature that was made with `used`, and its own time is `theirs` when the
    /// client's is `ours`. Whether to sign again with what is known now may help.
    bool learn(milliseconds theirs, milliseconds ours, milliseconds used, milliseconds allowed) noexcept {
        const milliseconds found = theirs - ours;
        if (std::chrono::abs(found) > (std::min)(allowed, milliseconds(most)) || std::chrono::abs(found - used) < least)
            return false;
        known_.store(found, std::memory_order_relaxed);
        return true;
    }

private:
    std::atomic<milliseconds> known_{milliseconds(0)};
};

} // namespace bindery::protocol

#endif
