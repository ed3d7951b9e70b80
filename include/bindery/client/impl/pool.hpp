#ifndef BINDERY_CLIENT_IMPL_POOL_HPP
#define BINDERY_CLIENT_IMPL_POOL_HPP

// Kept connections. Those of blocking calls belong to the client; those of asynchronous ones live in the execution
// context that their sockets belong to, which closes them when it goes, however long the client stays.

#include <bindery/client/impl/connection.hpp>

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

} // namespace bindery::detail

#endif
