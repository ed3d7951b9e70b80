#ifndef BINDERY_CLIENT_IMPL_ASYNCHRONOUS_POOL_HPP
#define BINDERY_CLIENT_IMPL_ASYNCHRONOUS_POOL_HPP

#include <bindery/client/impl/pool.hpp>

#include <list>
#include <memory>

namespace bindery::detail {

class asynchronous_connection;

/// What the asynchronous calls of a client share in one execution context, which may go before the client does, and
/// the client before its calls. Thread-safe.
class asynchronous_pool final : public pool<std::shared_ptr<asynchronous_connection>> {
public:
    /// Runs calls. It is added once it is owned, and moves out before it ends.
    class tenant {
    public:
        /// The client has gone, and so the call is to end soon. Called by whoever destroyed it, who holds the pool:
        /// this only passes the news on to the call's executor.
        virtual void client_is_gone() noexcept = 0;

    protected:
        ~tenant() = default;

    private:
        friend asynchronous_pool;
        std::list<tenant*>::iterator place_{};
        bool is_in_ = false;
    };

    void move_in(tenant& who) {
        const std::lock_guard lock(mutex_);
        who.place_ = tenants_.insert(tenants_.end(), &who);
        who.is_in_ = true;
    }
    void move_out(tenant& who) noexcept {
        const std::lock_guard lock(mutex_);
        if (std::exchange(who.is_in_, false))
            tenants_.erase(who.place_);
    }
    void client_is_gone() noexcept {
        while_open([&] {
            for (tenant* const each : tenants_)
                each->client_is_gone();
        });
    }

private:
    std::list<tenant*> tenants_;
};

} // namespace bindery::detail

#endif
