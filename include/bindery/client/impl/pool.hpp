#ifndef BINDERY_CLIENT_IMPL_POOL_HPP
#define BINDERY_CLIENT_IMPL_POOL_HPP

// Kept connections. Those of blocking calls belong to the client; those of asynchronous ones live in the execution
// context that their sockets belong to, which closes them when it goes, however long the client stays.

#include <bindery/client/impl/connection.hpp>

#include <boost/asio/execution_context.hpp>

#include <map>
#include <mutex>

namespace bindery::detail {

/// Connections without work. Thread-safe.
class pool {
public:
    std::unique_ptr<connection> take(const std::string& key, std::chrono::milliseconds max_idle) {
        const auto oldest = connection::clock::now() - max_idle;
        for (;;) {
            std::unique_ptr<connection> found;
            {
                const std::lock_guard lock(mutex_);
                const auto kept = idle_.find(key);
                if (kept == idle_.end() || kept->second.empty())
                    return nullptr;
                found = std::move(kept->second.back());
                kept->second.pop_back();
            }
            if (found->idle_since >= oldest && found->is_quiet())
                return found;
        }
    }

    void keep(std::unique_ptr<connection> idle, std::size_t most) {
        idle->idle_since = connection::clock::now();
        const std::lock_guard lock(mutex_);
        if (closed_)
            return;
        auto& same = idle_[idle->key];
        if (same.size() < most)
            same.push_back(std::move(idle));
    }

    bool is_closed() {
        const std::lock_guard lock(mutex_);
        return closed_;
    }
    void close() noexcept {
        const std::lock_guard lock(mutex_);
        closed_ = true;
        idle_.clear();
    }

private:
    std::mutex mutex_;
    bool closed_ = false;
    std::map<std::string, std::vector<std::unique_ptr<connection>>> idle_;
};

/// One pool per client and execution context.
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

} // namespace bindery::detail

#endif
