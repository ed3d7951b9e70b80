#ifndef BINDERY_CLIENT_IMPL_START_IPP
#define BINDERY_CLIENT_IMPL_START_IPP

#include <bindery/client/impl/asynchronous_connection.hpp>
#include <bindery/client/start.hpp>

#include <boost/asio/execution_context.hpp>
#include <boost/asio/post.hpp>

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

BINDERY_DECL running start(const std::shared_ptr<core>& on, const erased_call& what,
                           const boost::asio::any_io_executor& executor, std::unique_ptr<completion> waiting) {
    auto pool = pool_of(*on, executor);
    auto ready = on->prepare(what, *pool, [&] { return std::make_shared<asynchronous_connection>(executor); });
    if (!ready) { // told later all the same
        boost::asio::post(executor,
                          [waiting = std::move(waiting), failure = ready.error()] { waiting->complete(failure); });
        return {};
    }
    asynchronous_connection& link = *ready->link;
    const auto number = link.begin({on, std::move(pool), what, std::move(waiting)}, ready->where, ready->reused);
    return {std::move(ready->link), number};
}

} // namespace bindery::detail

#endif
