#ifndef BINDERY_STORE_REDIS_REDIS_HPP
#define BINDERY_STORE_REDIS_REDIS_HPP

#include <bindery/store/redis/impl/link.hpp>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>

#include <thread>

namespace bindery::store {

/// A Redis server (6 or newer, no cluster) that processes share. One connection, which is made at the first need and
/// made again when it breaks; all that is asked meanwhile goes over it at once. Nothing takes longer than
/// `redis_options::timeout`: a server that cannot be reached is told within it, and at once until the next attempt to
/// connect, a second later at most. Thread-safe. Make it after forking: a child cannot use its parent's.
class redis {
public:
    /// Runs on a thread of its own.
    explicit redis(redis_options options = {}) : own_(std::make_shared<background>()) {
        link_ = std::make_shared<detail::redis_link>(options, own_->context.get_executor());
        own_->thread = std::thread([own = own_] { own->context.run(); });
    }
    /// Runs there: the context has to be run by somebody, and to be there for as long as this is.
    redis(const redis_options& options, const boost::asio::any_io_executor& executor)
        : link_(std::make_shared<detail::redis_link>(options, executor)) {}
    redis(const redis&) = delete;
    redis& operator=(const redis&) = delete;
    /// What is under way fails with errc::cancelled.
    ~redis() {
        link_->stop();
        if (own_ == nullptr)
            return;
        own_->work.reset();
        if (own_->thread.get_id() == std::this_thread::get_id())
            own_->thread.detach(); // somebody's answer was the last to know of this
        else
            own_->thread.join();
    }

private:
    friend class redis_rate_limiter;
    friend class redis_store;

    struct background {
        boost::asio::io_context context{1};
        boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work{context.get_executor()};
        std::thread thread{};
    };

    std::shared_ptr<background> own_;
    std::shared_ptr<detail::redis_link> link_;
};

} // namespace bindery::store

#endif
