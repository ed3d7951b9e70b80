#ifndef BINDERY_CLIENT_IMPL_RACE_HPP
#define BINDERY_CLIENT_IMPL_RACE_HPP

#include <bindery/client/impl/resolve.hpp>
#include <bindery/client/impl/timed_socket.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>

#include <functional>
#include <list>

namespace bindery::detail {

/// Connects to that of several endpoints which answers first, asynchronously and as timed_socket::connect does. Lives
/// as long as its operations. Thread-safe.
class race final : public std::enable_shared_from_this<race> {
public:
    using tcp = boost::asio::ip::tcp;
    using error_code = boost::system::error_code;
    /// Gets the connected socket, or why there is none. Called once, never inside of `begin` and `cancel`.
    using completion = std::function<void(const error_code&, tcp::socket)>;

    race(const boost::asio::any_io_executor& executor, endpoints to, completion done)
        : timer_(executor), to_(std::move(to)), done_(std::move(done)) {}

    void begin() {
        const std::lock_guard lock(mutex_);
        try_next();
    }
    /// It ends soon, with a failure.
    void cancel() {
        const std::lock_guard lock(mutex_);
        next_ = to_.size();
        stop();
    }

private:
    using racer = std::list<tcp::socket>::iterator;

    void try_next() {
        const racer one = sockets_.emplace(sockets_.end(), timer_.get_executor());
        one->async_connect(to_[next_++],
                           [self = shared_from_this(), one](const error_code& failure) { self->ended(one, failure); });
        if (next_ == to_.size())
            return;
        timer_.expires_after(timed_socket::stagger);
        timer_.async_wait([self = shared_from_this(), turn = next_](const error_code& stopped) {
            const std::lock_guard lock(self->mutex_);
            if (!stopped && turn == self->next_ && turn != self->to_.size())
                self->try_next();
        });
    }

    void ended(racer one, const error_code& failure) {
        std::unique_lock lock(mutex_);
        tcp::socket socket = std::move(*one);
        sockets_.erase(one);
        if (done_ == nullptr)
            return; // another was faster
        if (failure && next_ != to_.size())
            return try_next();
        if (failure && !sockets_.empty())
            return;
        next_ = to_.size();
        stop();
        const completion done = std::exchange(done_, nullptr);
        lock.unlock();
        done(failure, std::move(socket));
    }

    void stop() {
        timer_.cancel();
        error_code ignored;
        for (tcp::socket& each : sockets_)
            each.close(ignored);
    }

    std::mutex mutex_; ///< of all that follows
    boost::asio::steady_timer timer_;
    endpoints to_;
    std::size_t next_ = 0;
    std::list<tcp::socket> sockets_; ///< that are connecting
    completion done_;                ///< null: it was called
};

} // namespace bindery::detail

#endif
