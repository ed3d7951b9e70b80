#ifndef BINDERY_CLIENT_IMPL_AWAITED_CREDENTIALS_HPP
#define BINDERY_CLIENT_IMPL_AWAITED_CREDENTIALS_HPP

#include <bindery/client/impl/errand_call.hpp>
#include <bindery/client/start.hpp>

#include <boost/asio/steady_timer.hpp>

#include <optional>

namespace bindery::detail {

/// Gets credentials by asynchronous exchanges, on the executor of the call whose turn it was. Lives as long as one is
/// under way; when that is abandoned with its execution context, the turn is another call's.
class credentials_flight final : public std::enable_shared_from_this<credentials_flight> {
public:
    credentials_flight(std::shared_ptr<kept_credentials> to, const boost::asio::any_io_executor& executor)
        : to_(std::move(to)), executor_(executor), world_(*to_),
          until_(clock::now() + finite_time(to_->options().timeout)) {}
    ~credentials_flight() {
        if (!landed_)
            to_->give_up();
    }

    void begin() { go_on(to_->source().begin(world_)); }

private:
    using clock = std::chrono::steady_clock;

    struct leg final : completion {
        explicit leg(std::shared_ptr<credentials_flight> whose) : of(std::move(whose)) {}
        void complete(result<void> outcome) override { of->go_on(of->asked_->then(std::move(outcome), of->world_)); }
        std::shared_ptr<credentials_flight> of;
    };

    void go_on(result<protocol::credentials_step> step) {
        if (auto* const ask = step ? std::get_if<protocol::errand>(&*step) : nullptr) {
            const auto left = std::chrono::floor<std::chrono::milliseconds>(until_ - clock::now());
            asked_.emplace(std::move(*ask), to_->options().tls, (std::max)(left, std::chrono::milliseconds(1)));
            start(asked_->client(), asked_->erased(), executor_, std::make_unique<leg>(shared_from_this()));
            return;
        }
        landed_ = true;
        to_->settle(found_in(std::move(step)));
    }

    std::shared_ptr<kept_credentials> to_;
    boost::asio::any_io_executor executor_;
    process_surroundings world_;
    clock::time_point until_;
    std::optional<errand_call> asked_;
    bool landed_ = false;
};

/// Sees to it that credentials are got when it is time. False: there are none yet, and the caller has to wait.
inline bool see_to_credentials(const std::shared_ptr<kept_credentials>& kept,
                               const boost::asio::any_io_executor& executor) {
    switch (kept->next()) {
    case kept_credentials::turn::get:
        std::make_shared<credentials_flight>(kept, executor)->begin();
        return kept->has_good() || kept->is_settled();
    case kept_credentials::turn::wait:
        return false;
    default:
        return true;
    }
}

/// A call that waits for credentials, by a timer that is also its deadline.
class call_without_credentials final : public runner, public std::enable_shared_from_this<call_without_credentials> {
public:
    using begin_call = std::function<running(std::unique_ptr<completion>)>;

    /// `go_on` begins the call, when there are credentials or it is known that there are none.
    call_without_credentials(const boost::asio::any_io_executor& executor, begin_call go_on,
                             std::unique_ptr<completion> waiting)
        : timer_(executor), go_on_(std::move(go_on)), waiting_(std::move(waiting)) {}

    void begin(kept_credentials& on, std::chrono::steady_clock::time_point until) {
        {
            const std::lock_guard lock(mutex_);
            timer_.expires_at(until);
            timer_.async_wait([self = shared_from_this()](const boost::system::error_code&) { self->ended(); });
        }
        const auto wake = [self = weak_from_this()] {
            if (const auto alive = self.lock())
                alive->done();
        };
        if (!on.when_done(wake))
            done();
    }

    void cancel(std::uint64_t) override {
        const std::lock_guard lock(mutex_);
        cancelled_ = true;
        timer_.cancel();
        call_.cancel();
    }

private:
    void done() {
        const std::lock_guard lock(mutex_);
        done_ = true;
        timer_.cancel();
    }
    void ended() {
        std::unique_lock lock(mutex_);
        if (done_ && !cancelled_) {
            lock.unlock();
            running begun = go_on_(std::move(waiting_));
            lock.lock();
            call_ = std::move(begun);
            if (cancelled_)
                call_.cancel();
            return;
        }
        error failure = cancelled_ ? error{errc::cancelled, "given up while waiting for credentials"}
                                   : error{errc::timeout, "the time was up while credentials were got"};
        lock.unlock();
        waiting_->complete(std::move(failure));
    }

    std::mutex mutex_; ///< of all that follows
    boost::asio::steady_timer timer_;
    begin_call go_on_;
    std::unique_ptr<completion> waiting_;
    running call_;
    bool done_ = false;
    bool cancelled_ = false;
};

} // namespace bindery::detail

#endif
