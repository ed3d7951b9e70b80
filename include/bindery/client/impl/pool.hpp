#ifndef BINDERY_CLIENT_IMPL_POOL_HPP
#define BINDERY_CLIENT_IMPL_POOL_HPP

#include <bindery/client/impl/glance.hpp>
#include <bindery/client/impl/route.hpp>
#include <bindery/client/impl/workspace.hpp>
#include <bindery/detail/finite_time.hpp>
#include <bindery/protocol/turnstile.hpp>

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include <unistd.h>

namespace bindery::detail {

/// Connections without work, by where they go to, and the workspaces of calls that have ended. Thread-safe. `Handle`
/// owns a connection.
template <class Handle>
class pool {
public:
    struct taken {
        Handle link; ///< the one that was used last, or null
        std::unique_ptr<workspace> work;
    };
    taken take(const route& to, std::chrono::milliseconds max_idle) {
        const auto oldest = std::chrono::steady_clock::now() - finite_time(max_idle);
        taken found;
        do {
            found.link = nullptr;
            std::vector<shelf> abandoned; // unlocked, as below
            const std::lock_guard lock(mutex_);
            abandon_what_another_process_made(abandoned);
            if (found.work == nullptr && !spare_.empty()) {
                found.work = std::move(spare_.back());
                spare_.pop_back();
            }
            shelf* const same = find(to);
            if (same == nullptr || same->idle.empty())
                break;
            found.link = std::move(same->idle.back());
            same->idle.pop_back();
        } while (found.link->idle_since < oldest || !is_quiet(*found.link));
        if (found.work == nullptr)
            found.work = std::make_unique<workspace>();
        return found;
    }

    /// Drops the connection if there are as many already.
    void keep(Handle idle, const route& to, std::size_t most) {
        std::unique_ptr<workspace> spare = std::move(idle->work);
        spare->rest();
        idle->idle_since = std::chrono::steady_clock::now();
        const std::lock_guard lock(mutex_);
        if (closed_)
            return;
        if (spare_.size() < most_spare)
            spare_.push_back(std::move(spare));
        shelf* same = find(to);
        if (same == nullptr)
            same = &shelves_.emplace_back(std::string(to.address), std::string(to.port), std::string(to.host),
                                          to.tls != nullptr, to.tunnels);
        if (same->idle.size() < most)
            same->idle.push_back(std::move(idle));
    }

    /// Calls `act`, unless it is closed, or before it is.
    template <class Act>
    void while_open(Act act) {
        const std::lock_guard lock(mutex_);
        if (!closed_)
            act();
    }
    /// Where those get in line that want one of the connections to there.
    protocol::turnstile& turns_to(const route& to, std::uint32_t most) {
        std::string key = to.place();
        (((key += ' ') += to.host) += to.tls != nullptr ? " tls" : "") += to.tunnels ? " tunnel" : "";
        const std::lock_guard lock(mutex_);
        return turns_.try_emplace(std::move(key), concurrency_limit{.calls = most}).first->second;
    }

    bool is_closed() const noexcept { return closed_.load(std::memory_order_relaxed); }
    void close() noexcept {
        std::vector<shelf> cleared; // unlocked: a connection may have to say that it goes
        const std::lock_guard lock(mutex_);
        closed_ = true;
        shelves_.swap(cleared);
        spare_.clear();
    }

protected:
    std::mutex mutex_; ///< of all that there is here

private:
    static constexpr std::size_t most_spare = 64; ///< as many calls end before the next begins without a new one

    struct shelf {
        shelf(std::string to, std::string at, std::string name, bool over_tls, bool through_tunnel)
            : address(std::move(to)), port(std::move(at)), host(std::move(name)), tls(over_tls),
              tunnels(through_tunnel) {}

        std::string address, port, host;
        bool tls, tunnels;
        std::vector<Handle> idle;
    };

    /// A process that was forked off must use neither the connections nor the nonces of the one it comes from.
    void abandon_what_another_process_made(std::vector<shelf>& abandoned) {
        const ::pid_t now = ::getpid();
        if (now == process_)
            return;
        process_ = now;
        shelves_.swap(abandoned);
        spare_.clear();
    }
    /// A client calls a handful of hosts.
    shelf* find(const route& to) noexcept {
        for (shelf& each : shelves_)
            if (each.host == to.host && each.address == to.address && each.port == to.port &&
                each.tls == (to.tls != nullptr) && each.tunnels == to.tunnels)
                return &each;
        return nullptr;
    }

    std::atomic<bool> closed_{false};
    ::pid_t process_ = ::getpid();
    std::vector<shelf> shelves_;
    std::vector<std::unique_ptr<workspace>> spare_;
    std::map<std::string, protocol::turnstile> turns_;
};

} // namespace bindery::detail

#endif
