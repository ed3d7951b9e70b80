#ifndef BINDERY_SERVER_IMPL_ENVIRONMENT_IPP
#define BINDERY_SERVER_IMPL_ENVIRONMENT_IPP

#include <bindery/server/environment.hpp>

#include <chrono>
#include <mutex>
#include <random>

namespace bindery {

namespace detail {

inline std::int64_t system_milliseconds() {
    using namespace std::chrono;
    return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

/// Steele, Lea and Flood's SplitMix64: gives every number another one.
inline std::uint64_t scrambled(std::uint64_t x) noexcept {
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

} // namespace detail

BINDERY_DECL local_environment::local_environment(std::function<std::int64_t()> clock)
    : clock_(clock ? std::move(clock) : std::function<std::int64_t()>(detail::system_milliseconds)) {
    std::random_device device;
    for (std::uint64_t& seed : seeds_)
        seed = (std::uint64_t{device()} << 32) | device();
}

BINDERY_DECL void local_environment::add(signing::credentials caller) {
    std::string secret_id = caller.secret_id;
    auto kept = std::make_shared<const signing::credentials>(std::move(caller));
    const std::lock_guard lock(mutex_);
    callers_.insert_or_assign(std::move(secret_id), std::move(kept));
}

BINDERY_DECL void local_environment::remove(std::string_view secret_id) {
    const std::lock_guard lock(mutex_);
    if (const auto at = callers_.find(secret_id); at != callers_.end())
        callers_.erase(at);
}

/// Unique, not secret: two walks through all 64-bit numbers, each from a place that differs from process to process.
BINDERY_DECL protocol::request_id local_environment::new_request_id() {
    const std::uint64_t step = ids_.fetch_add(1, std::memory_order_relaxed) * 0x9e3779b97f4a7c15u;
    return {detail::scrambled(seeds_[0] + step), detail::scrambled(seeds_[1] + step)};
}

BINDERY_DECL std::shared_ptr<const signing::credentials>
local_environment::find_credentials(std::string_view secret_id) {
    const std::shared_lock lock(mutex_);
    const auto at = callers_.find(secret_id);
    return at == callers_.end() ? nullptr : at->second;
}

} // namespace bindery

#endif
