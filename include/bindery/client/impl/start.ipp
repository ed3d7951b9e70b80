#ifndef BINDERY_CLIENT_IMPL_START_IPP
#define BINDERY_CLIENT_IMPL_START_IPP

#include <bindery/client/impl/core.hpp>
#include <bindery/client/start.hpp>

#include <boost/asio/execution_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>

namespace bindery::detail {

/// Connections kept for asynchronous calls live in the execution context that their sockets belong to, which closes
/// them when it goes, however long the client stays. One pool per client.
class pool_service final : public boost::asio::execution_context::service {
public:
    using key_type = pool_service;
    static inline boost::asio::execution_context::id id;

    explicit pool_service(boost::asio::execution_context& context) : service(context) {}

    /// The pool of the client with that number; those of clients that are gone are dropped.
    std::shared_ptr<pool> of(std::uint64_t client) {
        const std::lock_guard lock(mutex_);
        auto& found = pools_[client];
        if (!found) {
            std::erase_if(pools_, [](const auto& each) { return each.second != nullptr && each.second->is_closed(); });
            return pools_[client] = std::make_shared<pool>();
        }
        return found;
    }

private:
    void shutdown() override {
        const std::lock_guard lock(mutex_);
        for (auto& [client, kept] : pools_)
            kept->close();
    }

    std::mutex mutex_;
    std::map<std::uint64_t, std::shared_ptr<pool>> pools_;
};

inline std::shared_ptr<pool> pool_of(core& client, const boost::asio::any_io_executor& executor) {
    auto& context = boost::asio::query(executor, boost::asio::execution::context);
    return client.pool_in(
        &context, [&](std::uint64_t number) { return boost::asio::use_service<pool_service>(context).of(number); });
}

/// A call that watches its own time, since nobody waits for it.
class watched_run final : public run, public running {
public:
    using run::run;

    void watch() {
        timer_.emplace(get_executor());
        arm();
    }
    void cancel() override {
        boost::asio::post(get_executor(), [self = shared()] { self->run::cancel(); });
    }

private:
    std::shared_ptr<watched_run> shared() { return std::static_pointer_cast<watched_run>(shared_from_this()); }

    void arm() {
        timer_->expires_at(until());
        timer_->async_wait([weak = std::weak_ptr<watched_run>(shared())](boost::system::error_code failure) {
            const auto self = weak.lock();
            if (!self || failure || self->has_ended())
                return;
            if (connection::clock::now() >= self->until())
                self->expire();
            else
                self->arm(); // connected meanwhile
        });
    }
    void on_end() noexcept override {
        if (timer_)
            timer_->cancel();
    }

    std::optional<boost::asio::steady_timer> timer_;
};

BINDERY_DECL std::weak_ptr<running> start(const std::shared_ptr<core>& on, const erased_call& what,
                                          const boost::asio::any_io_executor& executor,
                                          std::unique_ptr<completion> waiting) {
    // Whatever fails before the first step is told later all the same.
    const auto refuse = [&](const error& failure) {
        boost::asio::post(executor, [waiting = std::move(waiting), failure] { waiting->complete(failure); });
        return std::weak_ptr<running>();
    };
    const auto region = on->check(what);
    if (!region)
        return refuse(region.error());
    auto where = on->plan(what);
    if (!where)
        return refuse(where.error());

    auto pool = pool_of(*on, executor);
    std::string key = core::key_of(*where);
    auto link = pool->take(key, on->options().max_idle_time);
    const bool reused = link != nullptr;
    if (!reused)
        link = std::make_unique<connection>(boost::asio::make_strand(executor));
    link->key = std::move(key);
    if (auto written = on->write(*link, what, *region); !written) {
        if (reused)
            pool->keep(std::move(link), on->options().max_idle_connections);
        return refuse(written.error());
    }

    const auto strand = link->socket().get_executor();
    auto when_done = [on, pool, cloud = what.cloud, output = what.output, out = what.out,
                      waiting = std::shared_ptr<completion>(std::move(waiting))](result<void> ended,
                                                                                 std::unique_ptr<connection> back) {
        if (back != nullptr) {
            ended = cloud->read_response(back->response, *output, out);
            if (back->socket().is_open())
                pool->keep(std::move(back), on->options().max_idle_connections);
        }
        waiting->complete(std::move(ended));
    };
    const auto begun = std::make_shared<watched_run>(std::move(link), std::move(*where), reused,
                                                     what.about->effect == effect::reads, std::move(when_done));
    boost::asio::post(strand, [begun] {
        begun->watch();
        begun->begin();
    });
    return begun;
}

} // namespace bindery::detail

#endif
