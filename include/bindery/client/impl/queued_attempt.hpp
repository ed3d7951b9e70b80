#ifndef BINDERY_CLIENT_IMPL_QUEUED_ATTEMPT_HPP
#define BINDERY_CLIENT_IMPL_QUEUED_ATTEMPT_HPP

#include <bindery/client/impl/asynchronous_connection.hpp>
#include <bindery/protocol/turnstile.hpp>

namespace bindery::detail {

/// An asynchronous attempt that waits until it may have a connection. `Begin` begins the attempt itself.
template <class Begin>
class queued_attempt final : public runner,
                             public protocol::turnstile::waiter,
                             public std::enable_shared_from_this<queued_attempt<Begin>> {
public:
    queued_attempt(std::shared_ptr<asynchronous_pool> home, protocol::turnstile& turns, route::time_point until,
                   const boost::asio::any_io_executor& executor, Begin begin, std::unique_ptr<completion> waiting)
        : home_(std::move(home)), turns_(turns), until_(until), timer_(executor), begin_(std::move(begin)),
          waiting_(std::move(waiting)) {}
    ~queued_attempt() {
        if (queued_) // its context is gone
            turns_.withdraw(*this);
    }

    void begin() {
        const std::lock_guard lock(mutex_);
        if (turns_.enter(*this) == protocol::turnstile::entry::in)
            return attempt();
        queued_ = true;
        timer_.expires_at(until_);
        timer_.async_wait([self = this->shared_from_this()](const boost::system::error_code&) { self->woken(); });
    }
    void cancel(std::uint64_t) override {
        const std::lock_guard lock(mutex_);
        cancelled_ = true;
        attempt_.cancel();
        timer_.cancel();
    }

    /// By an attempt that may run elsewhere: nothing is done here, nor when the context goes.
    void let_in() noexcept override {
        home_->while_open([this] {
            if (auto self = this->weak_from_this().lock())
                boost::asio::post(timer_.get_executor(), [self = std::move(self)] { self->turn_has_come(); });
        });
    }

private:
    struct attempt_end final : completion {
        explicit attempt_end(std::shared_ptr<queued_attempt> attempt) : of(std::move(attempt)) {}
        void complete(result<void> outcome) override {
            of->turns_.leave();
            of->waiting_->complete(std::move(outcome));
        }
        std::shared_ptr<queued_attempt> of;
    };

    void attempt() {
        attempt_ = begin_(std::make_unique<attempt_end>(this->shared_from_this()));
        if (cancelled_)
            attempt_.cancel();
    }
    void woken() {
        std::unique_lock lock(mutex_);
        if (!queued_ || !turns_.withdraw(*this))
            return; // its turn is about to come
        queued_ = false;
        const bool given_up = cancelled_;
        lock.unlock();
        waiting_->complete(given_up ? error{errc::cancelled, "given up while waiting for a connection"}
                                    : error{errc::timeout, "the time was up while waiting for a connection"});
    }
    void turn_has_come() {
        const std::lock_guard lock(mutex_);
        queued_ = false;
        timer_.cancel();
        attempt();
    }

    std::mutex mutex_;                        ///< of all that follows
    std::shared_ptr<asynchronous_pool> home_; ///< of the turns, too
    protocol::turnstile& turns_;
    route::time_point until_;
    boost::asio::steady_timer timer_;
    Begin begin_;
    std::unique_ptr<completion> waiting_;
    running attempt_;
    bool queued_ = false;
    bool cancelled_ = false;
};

} // namespace bindery::detail

#endif
