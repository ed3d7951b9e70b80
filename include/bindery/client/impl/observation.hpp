#ifndef BINDERY_CLIENT_IMPL_OBSERVATION_HPP
#define BINDERY_CLIENT_IMPL_OBSERVATION_HPP

#include <bindery/observer.hpp>

#include <atomic>
#include <memory>
#include <string>
#include <vector>

namespace bindery::detail {

/// What the observers of a call are told of it, gathered on its way. Used by one thread at a time.
class observation {
public:
    using observers = std::vector<std::shared_ptr<observer>>;
    using part = time_spent::duration time_spent::*;

    observation(const observers& who, const operation& about, std::string_view provider, std::string_view host)
        : who_(who), call_{next_number(), about, provider, host}, begun_(clock::now()), since_(begun_),
          attempt_begun_(begun_) {
        for (const auto& each : who_)
            each->call_begins(call_);
    }
    observation(const observation&) = delete;
    ~observation() {
        if (!told_)
            end_call({.failure = errc::cancelled});
    }

    /// Time goes to `what` from now on.
    void enter(part what) noexcept {
        if (what == now_)
            return;
        const auto time = clock::now();
        attempt_.spent.*now_ += time - since_;
        whole_.*now_ += time - since_;
        since_ = time;
        now_ = what;
    }

    void begin_attempt() noexcept {
        enter(&time_spent::preparing);
        attempt_ = {};
        attempt_begun_ = since_;
        goes_out_ = false;
    }
    /// The request has been signed.
    void sends(const std::string& method, std::string_view address, std::string_view port, bool tls) {
        goes_out_ = true;
        method_ = method;
        attempt_.address = address;
        attempt_.port = port;
        attempt_.tls = tls;
    }
    void moved(std::uint64_t sent, std::uint64_t received, bool reused) noexcept {
        attempt_.bytes_sent = sent;
        attempt_.bytes_received = received;
        attempt_.reused = reused;
    }
    /// `request_id` lives until the call has ended.
    void succeeded(int status, std::string_view request_id) noexcept {
        attempt_.outcome.http_status = status;
        attempt_.outcome.request_id = request_id;
    }

    /// Null: it succeeded.
    void end_attempt(const error* failure, std::optional<std::chrono::milliseconds> pause) noexcept {
        if (failure != nullptr)
            attempt_.outcome = outcome_of(*failure);
        enter(&time_spent::pausing);
        attempt_.pause = pause;
        if (!goes_out_)
            return;
        attempt_.number = ++attempts_;
        attempt_.method = method_;
        attempt_.duration = since_ - attempt_begun_;
        for (const auto& each : who_)
            each->attempt_ends(call_, attempt_);
    }
    /// Null: its last attempt did.
    void end_call(const error* failure) noexcept {
        end_call(failure != nullptr ? outcome_of(*failure) : attempt_.outcome);
    }

private:
    using clock = std::chrono::steady_clock;

    static std::uint64_t next_number() noexcept {
        static std::atomic<std::uint64_t> calls{0};
        return calls.fetch_add(1, std::memory_order_relaxed) + 1;
    }
    static observed_outcome outcome_of(const error& failure) noexcept {
        return {failure.kind, failure.phase,      failure.http_status,
                failure.code, failure.request_id, failure.outcome_unknown};
    }
    void end_call(const observed_outcome& outcome) noexcept {
        told_ = true;
        const bool has_just_ended = now_ == &time_spent::pausing && !attempt_.pause; // the last attempt
        const auto time = has_just_ended ? since_ : clock::now();
        whole_.*now_ += time - since_;
        const observed_end end{attempts_, outcome, time - begun_, whole_};
        for (const auto& each : who_)
            each->call_ends(call_, end);
    }

    const observers& who_;
    const observed_call call_;
    const clock::time_point begun_;
    clock::time_point since_; ///< `now_` is being spent on
    clock::time_point attempt_begun_;
    part now_ = &time_spent::preparing;
    time_spent whole_{};
    observed_attempt attempt_{};
    std::string method_{};
    std::uint32_t attempts_ = 0;
    bool goes_out_ = false;
    bool told_ = false;
};

} // namespace bindery::detail

#endif
