#ifndef BINDERY_PROTOCOL_CIRCUIT_BREAKER_HPP
#define BINDERY_PROTOCOL_CIRCUIT_BREAKER_HPP

#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>

namespace bindery {

/// When an endpoint that keeps failing is left alone. Failures are those of the network and of the service; an error
/// that the service answers on purpose is a sign of life.
struct breaker_policy {
    std::uint32_t failures = 10;               ///< in a row that open the circuit; 0 counts as 1
    std::chrono::milliseconds window{30'000};  ///< within which they come
    std::chrono::milliseconds open_for{5'000}; ///< until one call is let through as a probe, and then the next
};

} // namespace bindery

namespace bindery::protocol {

/// What the attempts at one endpoint have shown of it. Thread-safe. The time is an argument.
///
/// Closed, it lets all through. Open, it lets one through when its time is up: the probe, which closes it or keeps it
/// open; a probe that takes longer than `open_for` is not waited for.
class circuit_breaker {
public:
    using time_point = std::chrono::steady_clock::time_point;
    /// Of an attempt: what it shows counts only while the circuit stands as it did at its begin.
    using ticket = std::uint64_t;

    explicit circuit_breaker(const breaker_policy& how) noexcept : how_(how) {}

    /// Nothing: the circuit is open, until what `open_until` becomes.
    std::optional<ticket> admit(time_point now, time_point& open_until) {
        const std::lock_guard lock(mutex_);
        if (open_) {
            open_until = until_;
            if (now < until_)
                return std::nullopt;
            until_ = now + how_.open_for;
        }
        return turns_;
    }

    void succeeded(ticket of) {
        const std::lock_guard lock(mutex_);
        if (of != turns_)
            return;
        failures_ = 0;
        if (open_)
            turn(false);
    }
    void failed(ticket of, time_point now) {
        const std::lock_guard lock(mutex_);
        if (of != turns_)
            return;
        if (!open_) {
            if (failures_ == 0 || now - first_ > how_.window) {
                first_ = now;
                failures_ = 0;
            }
            if (++failures_ < how_.failures)
                return;
            turn(true);
        }
        until_ = now + how_.open_for;
    }
    /// The attempt showed nothing of the endpoint; if it was the probe, the next one is.
    void abandoned(ticket of, time_point now) {
        const std::lock_guard lock(mutex_);
        if (of == turns_ && open_)
            until_ = now;
    }

private:
    void turn(bool open) noexcept {
        open_ = open;
        ++turns_;
    }

    const breaker_policy how_;
    std::mutex mutex_;
    bool open_ = false;
    ticket turns_ = 0; ///< how often it was opened and closed
    std::uint32_t failures_ = 0;
    time_point first_{}; ///< of them
    time_point until_{}; ///< open, and then probed
};

} // namespace bindery::protocol

#endif
