#ifndef BINDERY_PROTOCOL_ATTEMPTS_HPP
#define BINDERY_PROTOCOL_ATTEMPTS_HPP

// One whole call, which may take several attempts: what ends it, and how long to wait before the next. No clock, no
// random source, no socket: the client's loops bring these and do as they are told.

#include <bindery/error.hpp>
#include <bindery/protocol/retry_policy.hpp>

#include <algorithm>
#include <atomic>
#include <optional>

namespace bindery::protocol {

/// What the calls to one endpoint may still spend on repetitions. Thread-safe.
class retry_budget {
public:
    explicit retry_budget(std::uint32_t tokens) noexcept : most_(tokens), left_(tokens) {}

    bool spend(std::uint32_t tokens) noexcept {
        for (std::uint32_t left = left_.load(std::memory_order_relaxed); most_ != 0;) {
            if (left < tokens)
                return false;
            if (left_.compare_exchange_weak(left, left - tokens, std::memory_order_relaxed))
                break;
        }
        return true;
    }
    void give_back(std::uint32_t tokens) noexcept {
        for (std::uint32_t left = left_.load(std::memory_order_relaxed); left < most_;)
            if (left_.compare_exchange_weak(left, left + (std::min)(tokens, most_ - left), std::memory_order_relaxed))
                return;
    }

private:
    const std::uint32_t most_;
    std::atomic<std::uint32_t> left_;
};

/// What is known of an attempt that failed besides its error.
struct attempt_facts {
    bool sent = true;             ///< some of the request may have reached the service
    bool repeatable = false;      ///< to do it twice does no harm
    bool throttled = false;       ///< the service did nothing, since calls come too fast
    bool clock_corrected = false; ///< the service did nothing, since the signature's time was wrong; it is known now
    std::optional<std::chrono::seconds> service_time{}; ///< since 1970, of an answer that refuses the signature's time
};

/// Whether the service, or something in front of it, could not do what it was asked, now. Some services tell it by a
/// code alone.
inline bool is_service_fault(const error& failure) noexcept {
    constexpr std::string_view internal = "InternalError";
    const std::string_view code = failure.code;
    return failure.http_status >= 500 ||
           (code.starts_with(internal) && (code.size() == internal.size() || code[internal.size()] == '.'));
}

/// Whether what failed may succeed when it is tried again.
inline bool is_transient(const error& failure) noexcept {
    switch (failure.kind) {
    case errc::transport:
    case errc::timeout: // of connecting; when the call's own is up there is no time left either
        return true;
    case errc::tls: // of a greeting, unless it is TLS itself that objects, to the certificate for example
        return failure.phase == phase::greeting && std::string_view(failure.cause.category().name()) != "asio.ssl";
    case errc::proxy:
        return failure.http_status == 0 || failure.http_status >= 500;
    case errc::api:
    case errc::protocol: // a proxy's page rather than an answer
        return is_service_fault(failure);
    default:
        return false;
    }
}

/// What an attempt shows of the service.
enum class sign {
    life,
    fault,
    none ///< it did not come that far, or was given up
};

inline sign sign_of(const error& failure, bool throttled) noexcept {
    const bool answered = failure.kind == errc::api || failure.kind == errc::protocol;
    if (!throttled && is_transient(failure) && (failure.kind != errc::timeout || failure.phase != phase::preparing))
        return sign::fault;
    return answered ? sign::life : sign::none;
}

/// Judges the attempts of one call. For one thread at a time.
class attempts {
public:
    using milliseconds = std::chrono::milliseconds;

    /// `budget` outlives the call.
    attempts(const retry_policy& how, retry_budget& budget) noexcept : how_(how), budget_(budget) {}

    /// How many have ended.
    std::uint32_t count() const noexcept { return count_; }

    void succeeded() noexcept {
        if (++count_ == 1)
            budget_.give_back(1);
    }

    /// After how long to try again, within `left` until the call's deadline; nothing: the failure is the outcome.
    /// `chance` is drawn evenly from [0, 1).
    std::optional<milliseconds> failed(const error& failure, const attempt_facts& facts, milliseconds left,
                                       double chance) noexcept {
        ++count_;
        if (facts.clock_corrected && corrected_ == 0) {
            corrected_ = 1;
            return left > milliseconds(0) ? std::optional(milliseconds(0)) : std::nullopt;
        }
        const bool safe = !facts.sent || facts.throttled || facts.repeatable;
        if (count_ - corrected_ >= how_.max_attempts || !safe || !(facts.throttled || is_transient(failure)))
            return std::nullopt;
        const milliseconds wait = failure.retry_after.value_or(delay(facts.throttled, chance));
        if (wait > how_.max_delay || wait >= left ||
            !budget_.spend(facts.throttled ? how_.throttled_cost : how_.transient_cost))
            return std::nullopt;
        return (std::max)(wait, milliseconds(0));
    }

private:
    /// Exponential, cut, with full jitter.
    milliseconds delay(bool throttled, double chance) const noexcept {
        const milliseconds base = throttled ? how_.throttled_delay : how_.base_delay;
        const std::uint32_t doublings = (std::min)(count_ - corrected_ - 1, 30u);
        const double most = (std::min)(static_cast<double>(base.count()) * static_cast<double>(1u << doublings),
                                       static_cast<double>(how_.max_delay.count()));
        return milliseconds(static_cast<milliseconds::rep>(most * chance));
    }

    retry_policy how_;
    retry_budget& budget_;
    std::uint32_t count_ = 0;
    std::uint32_t corrected_ = 0; ///< 1: one attempt only found the service's time out, and does not count
};

} // namespace bindery::protocol

#endif
