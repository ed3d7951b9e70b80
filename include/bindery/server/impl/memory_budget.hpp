#ifndef BINDERY_SERVER_IMPL_MEMORY_BUDGET_HPP
#define BINDERY_SERVER_IMPL_MEMORY_BUDGET_HPP

#include <atomic>
#include <cstddef>

namespace bindery::detail {

/// The memory of all requests that a server is receiving and all answers that it is sending, as allocated, against
/// `server_limits::max_buffered`. Thread-safe.
class memory_budget {
public:
    explicit memory_budget(std::size_t limit) noexcept : limit_(limit) {}

    bool take(std::size_t bytes) noexcept {
        if (used_.fetch_add(bytes, std::memory_order_relaxed) + bytes <= limit_)
            return true;
        give_back(bytes);
        return false;
    }
    /// Counts what is there already.
    void add(std::size_t bytes) noexcept { used_.fetch_add(bytes, std::memory_order_relaxed); }
    void give_back(std::size_t bytes) noexcept { used_.fetch_sub(bytes, std::memory_order_relaxed); }

    /// More than half of it is used: nothing should be kept for later.
    bool is_scarce() const noexcept { return used_.load(std::memory_order_relaxed) > limit_ / 2; }

private:
    const std::size_t limit_;
    std::atomic<std::size_t> used_{0};
};

/// One connection's part of it. While a connection's buffers keep their size, nothing is counted anew.
class memory_share {
public:
    explicit memory_share(memory_budget& of) noexcept : budget_(of) {}
    memory_share(const memory_share&) = delete;
    memory_share& operator=(const memory_share&) = delete;
    ~memory_share() { budget_.give_back(held_); }

    /// To be asked before memory that a peer's bytes need is allocated.
    bool take(std::size_t bytes) noexcept {
        if (!budget_.take(bytes))
            return false;
        held_ += bytes;
        return true;
    }
    /// `bytes` is all that is allocated now.
    void settle(std::size_t bytes) noexcept {
        if (bytes > held_)
            budget_.add(bytes - held_);
        else if (bytes < held_)
            budget_.give_back(held_ - bytes);
        held_ = bytes;
    }

private:
    memory_budget& budget_;
    std::size_t held_ = 0;
};

} // namespace bindery::detail

#endif
