#ifndef BINDERY_CLIENT_IMPL_START_IPP
#define BINDERY_CLIENT_IMPL_START_IPP

#include <bindery/client/impl/asynchronous_connection.hpp>
#include <bindery/client/impl/repetition.hpp>
#include <bindery/client/start.hpp>

#include <boost/asio/execution_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

namespace bindery::detail {

/// Connections kept for asynchronous calls live in the execution context that their sockets belong to, which closes
/// them when it goes, however long the client stays. One pool per client.
class pool_service final : public boost::asio::execution_context::service {
public:
    using key_type = pool_service;
    static inline boost::asio::execution_context::id id;

    explicit pool_service(boost::asio::execution_context& context) : service(context) {}

    /// The pool of the client with that number; those of clients that are gone are dropped.
    std::shared_ptr<asynchronous_pool> of(std::uint64_t client) {
        const std::lock_guard lock(mutex_);
        for (const auto& [number, kept] : pools_)
            if (number == client)
                return kept;
        std::erase_if(pools_, [](const auto& each) { return each.second->is_closed(); });
        return pools_.emplace_back(client, std::make_shared<asynchronous_pool>()).second;
    }

private:
    void shutdown() override {
        const std::lock_guard lock(mutex_);
        for (const auto& [client, kept] : pools_)
            kept->close();
    }

    std::mutex mutex_;
    std::vector<std::pair<std::uint64_t, std::shared_ptr<asynchronous_pool>>> pools_;
};

inline std::shared_ptr<asynchronous_pool> pool_of(core& client, const boost::asio::any_io_executor& executor) {
    auto& context = boost::asio::query(executor, boost::asio::execution::context);
    return client.pool_in(
        &context, [&](std::uint64_t number) { return boost::asio::use_service<pool_service>(context).of(number); });
}

/// Begins one attempt.
inline running begin(const std::shared_ptr<core>& on, const erased_call& what, route::time_point until,
                     const boost::asio::any_io_executor& executor, std::unique_ptr<completion> waiting) {
    auto pool = pool_of(*on, executor);
    auto ready = on->prepare(what, until, *pool, [&] { return std::make_shared<asynchronous_connection>(executor); });
    if (!ready) { // told later all the same
        boost::asio::post(executor,
                          [waiting = std::move(waiting), failure = ready.error()] { waiting->complete(failure); });
        return {};
    }
    asynchronous_connection& link = *ready->link;
    const auto number = link.begin({on, std::move(pool), what, std::move(waiting)}, ready->where, ready->reused);
    return {std::move(ready->link), number};
}

/// An asynchronous call of more than one attempt.
class repeated_call final : public runner, public std::enable_shared_from_this<repeated_call> {
public:
    repeated_call(std::shared_ptr<core> on, const erased_call& what, const boost::asio::any_io_executor& executor,
                  const retry_policy& how, std::unique_ptr<completion> waiting)
        : on_(std::move(on)), what_(what), timer_(executor), attempts_(*on_, what, how), waiting_(std::move(waiting)) {}

    void begin() {
        const std::lock_guard lock(mutex_);
        what_.facts = attempts_.next();
        attempt_ = detail::begin(on_, what_, attempts_.until(), timer_.get_executor(),
                                 std::make_unique<attempt_end>(shared_from_this()));
        if (cancelled_)
            attempt_.cancel();
    }

    void cancel(std::uint64_t) override {
        const std::lock_guard lock(mutex_);
        cancelled_ = true;
        attempt_.cancel();
        timer_.cancel();
    }

private:
    struct attempt_end final : completion {
        explicit attempt_end(std::shared_ptr<repeated_call> call) : of(std::move(call)) {}
        void complete(result<void> outcome) override { of->ended(std::move(outcome)); }
        std::shared_ptr<repeated_call> of;
    };

    void ended(result<void> outcome) {
        std::unique_lock lock(mutex_);
        const auto wait = attempts_.ended(outcome);
        if (wait && cancelled_)
            outcome = attempts_.cancelled();
        else if (wait) {
            what_.renew(what_.out);
            timer_.expires_after(*wait);
            timer_.async_wait([self = shared_from_this()](const boost::system::error_code& stopped) {
                if (stopped)
                    self->waiting_->complete(self->attempts_.cancelled());
                else
                    self->begin();
            });
            return;
        }
        lock.unlock();
        waiting_->complete(std::move(outcome));
    }

    std::mutex mutex_; ///< of all that follows
    std::shared_ptr<core> on_;
    erased_call what_;
    boost::asio::steady_timer timer_;
    repetition attempts_;
    std::unique_ptr<completion> waiting_;
    running attempt_;
    bool cancelled_ = false;
};

BINDERY_DECL running start(const std::shared_ptr<core>& on, const erased_call& what,
                           const boost::asio::any_io_executor& executor, std::unique_ptr<completion> waiting) {
    const retry_policy* const how = retries_of(*on, what);
    if (how == nullptr)
        return begin(on, what, on->deadline_of(what), executor, std::move(waiting));
    const auto call = std::make_shared<repeated_call>(on, what, executor, *how, std::move(waiting));
    call->begin();
    return {call, 0};
}

} // namespace bindery::detail

#endif
