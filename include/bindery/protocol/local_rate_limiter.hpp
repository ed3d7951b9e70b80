#ifndef BINDERY_PROTOCOL_LOCAL_RATE_LIMITER_HPP
#define BINDERY_PROTOCOL_LOCAL_RATE_LIMITER_HPP

#include <bindery/protocol/sliding_window.hpp>

#include <map>
#include <mutex>
#include <string>

namespace bindery {

/// Keeps rates exactly (a sliding window) among the clients of this process that are given the same one. Remembers the
/// calls of each rate's last window and those that wait, eight bytes each.
class local_rate_limiter final : public rate_limiter {
public:
    std::optional<permit> ask_now(const wish& what) override {
        const std::lock_guard lock(mutex_);
        return window_of(what).ask(what);
    }
    void ask(const wish& what, receiver answer) override { answer(*ask_now(what)); }

    void give_back(std::string_view key, const permit& unused) override {
        const std::lock_guard lock(mutex_);
        if (const auto window = windows_.find(key); window != windows_.end())
            window->second.give_back(unused);
    }

    /// How many rates are remembered.
    std::size_t size() const {
        const std::lock_guard lock(mutex_);
        return windows_.size();
    }

private:
    protocol::sliding_window& window_of(const wish& what) {
        const auto window = windows_.find(what.key);
        if (window != windows_.end())
            return window->second;
        if (windows_.size() >= next_sweep_) {
            std::erase_if(windows_, [&](const auto& each) { return each.second.is_idle(what.now); });
            next_sweep_ = (std::max)(first_sweep, 2 * windows_.size());
        }
        return windows_[std::string(what.key)];
    }

    static constexpr std::size_t first_sweep = 64;

    mutable std::mutex mutex_;
    std::map<std::string, protocol::sliding_window, std::less<>> windows_;
    std::size_t next_sweep_ = first_sweep;
};

} // namespace bindery

#endif
