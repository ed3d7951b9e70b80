#ifndef BINDERY_CLIENT_IMPL_CARRIED_CALL_HPP
#define BINDERY_CLIENT_IMPL_CARRIED_CALL_HPP

#include <bindery/client/impl/carriage.hpp>
#include <bindery/client/start.hpp>

#include <boost/asio/post.hpp>

namespace bindery::detail {

/// An asynchronous attempt that a user's own transport carries: on the call's executor, when it comes to that.
class carried_call final : public runner,
                           public asynchronous_pool::tenant,
                           public std::enable_shared_from_this<carried_call> {
public:
    static running begin(const std::shared_ptr<core>& on, const erased_call& what, route::time_point until,
                         std::shared_ptr<asynchronous_pool> pool, const boost::asio::any_io_executor& executor,
                         std::unique_ptr<completion> waiting) {
        auto prepared = carriage::prepare(*on, what, until, (route::time_point::min)());
        const auto call = std::make_shared<carried_call>(std::move(pool));
        call->pool_->move_in(*call);
        boost::asio::post(executor, [call, on, what, prepared = std::move(prepared), waiting = std::move(waiting)] {
            waiting->complete(prepared ? (*prepared)->run(*on, what, [&] { return call->cancelled_.load(); })
                                       : result<void>(prepared.error()));
        });
        return {call, 0};
    }

    explicit carried_call(std::shared_ptr<asynchronous_pool> pool) : pool_(std::move(pool)) {}
    ~carried_call() { pool_->move_out(*this); }

    void cancel(std::uint64_t) override { cancelled_ = true; }
    void client_is_gone() noexcept override { cancelled_ = true; }

private:
    const std::shared_ptr<asynchronous_pool> pool_;
    std::atomic<bool> cancelled_ = false;
};

} // namespace bindery::detail

#endif
