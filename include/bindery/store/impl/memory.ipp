#ifndef BINDERY_STORE_IMPL_MEMORY_IPP
#define BINDERY_STORE_IMPL_MEMORY_IPP

#include <bindery/store/memory.hpp>

#include <algorithm>
#include <limits>

namespace bindery::store {

namespace detail {

/// `now + milliseconds`, or the end of time.
inline std::int64_t later(std::int64_t now, std::int64_t milliseconds) noexcept {
    constexpr std::int64_t end = (std::numeric_limits<std::int64_t>::max)();
    return milliseconds > 0 && now > end - milliseconds ? end : now + milliseconds;
}

} // namespace detail

BINDERY_DECL memory::memory(std::size_t max_bytes)
    : nonces_(max_bytes / 4), claims_(max_bytes / 4), quotas_(max_bytes / 4), tasks_(max_bytes / 4) {}

BINDERY_DECL admission memory::claim(claims& in, std::string_view account, const admission_wish::once& what,
                                     std::int64_t now, std::string_view id) {
    if (in.find(what.key, now) != in.end())
        return admission::refused;
    if (what.milliseconds <= 0)
        return admission::granted;
    const auto at = in.add(account, what.key, detail::later(now, what.milliseconds), 0);
    if (at == in.end())
        return admission::full;
    at->second.value = std::hash<std::string_view>()(id);
    return admission::granted;
}

BINDERY_DECL admission_answer memory::admit(const admission_wish& wish) {
    using part = admission_answer::part;
    const std::lock_guard lock(mutex_);
    if (!wish.nonce.key.empty() && nonces_.find(wish.nonce.key, wish.now) != nonces_.end())
        return {admission::refused, part::nonce};
    const auto quota = wish.rate.key.empty() ? admission::granted : take(wish.account, wish.rate, wish.now);
    if (quota != admission::granted)
        return {quota, part::rate};
    if (!wish.nonce.key.empty() && claim(nonces_, wish.account, wish.nonce, wish.now, wish.id) != admission::granted)
        return {admission::full, part::nonce};
    const auto once =
        wish.claim.key.empty() ? admission::granted : claim(claims_, wish.account, wish.claim, wish.now, wish.id);
    return {once, part::claim};
}

BINDERY_DECL void memory::release(std::string_view key, std::string_view id) {
    const std::lock_guard lock(mutex_);
    const auto at = claims_.find(key, (std::numeric_limits<std::int64_t>::min)());
    if (at != claims_.end() && at->second.value == std::hash<std::string_view>()(id))
        claims_.erase(at);
}

BINDERY_DECL admission memory::claim_nonce(std::string_view account, std::string_view key, std::int64_t milliseconds,
                                           std::int64_t now) {
    const std::lock_guard lock(mutex_);
    return claim(nonces_, account, {key, milliseconds}, now, {});
}

BINDERY_DECL admission memory::claim(std::string_view account, std::string_view key, std::int64_t milliseconds,
                                     std::int64_t now) {
    const std::lock_guard lock(mutex_);
    return claim(claims_, account, {key, milliseconds}, now, {});
}

BINDERY_DECL void memory::release(std::string_view key) {
    release(key, {});
}

BINDERY_DECL admission memory::take(std::string_view account, std::string_view key, std::uint32_t calls,
                                    std::int64_t milliseconds, std::int64_t now) {
    const std::lock_guard lock(mutex_);
    return take(account, {key, calls, milliseconds}, now);
}

BINDERY_DECL admission memory::take(std::string_view account, const admission_wish::quota& what, std::int64_t now) {
    const auto [key, calls, milliseconds] = what;
    if (calls == 0)
        return admission::refused;
    if (milliseconds <= 0)
        return admission::granted;
    const std::int64_t expiry = detail::later(now, milliseconds);
    auto at = quotas_.find(key, now);
    const bool is_new = at == quotas_.end();
    if (is_new && (at = quotas_.add(account, key, expiry, 0)) == quotas_.end())
        return admission::full;
    detail::call_times& made = at->second.value;
    while (made.size() != 0 && detail::later(made.oldest(), milliseconds) <= now)
        made.drop_oldest();
    if (made.size() >= calls)
        return admission::refused;
    if (made.size() == made.capacity() && !make_room(at, calls)) {
        if (is_new)
            quotas_.erase(at);
        return admission::full;
    }
    // Callers that ask for the time before they come here may come in another order.
    const std::int64_t when = made.size() == 0 ? now : (std::max)(now, made.newest());
    made.add(when);
    quotas_.expire_at(at, detail::later(when, milliseconds));
    return admission::granted;
}

/// For one call more, of at most `calls`.
BINDERY_DECL bool memory::make_room(quotas::iterator quota, std::uint32_t calls) {
    detail::call_times& made = quota->second.value;
    const auto bytes = [](std::size_t times) {
        return times == 0 ? 0 : detail::piece_bytes(times * sizeof(std::int64_t));
    };
    const std::size_t wider = std::min<std::size_t>(std::max<std::size_t>(2 * made.capacity(), 4), calls);
    const std::size_t more = bytes(wider) - bytes(made.capacity());
    if (!quotas_.grow(quota, more))
        return false;
    try {
        made.reserve(wider);
    } catch (...) {
        quotas_.adjust(quota, -static_cast<std::ptrdiff_t>(more));
        throw;
    }
    return true;
}

BINDERY_DECL admission memory::keep(std::string_view account, std::string_view key, const task& record,
                                    std::int64_t milliseconds, std::int64_t now) {
    const std::lock_guard lock(mutex_);
    if (tasks_.find(key, now) != tasks_.end())
        return admission::refused;
    if (milliseconds <= 0)
        return admission::granted;
    const auto at = tasks_.add(account, key, detail::later(now, milliseconds),
                               detail::text_bytes(record.state.size()) + detail::text_bytes(record.data.size()));
    if (at == tasks_.end())
        return admission::full;
    try {
        at->second.value = task(record); // a copy that takes no more than its size
    } catch (...) {
        tasks_.erase(at);
        throw;
    }
    return admission::granted;
}

BINDERY_DECL std::optional<task> memory::find(std::string_view key, std::int64_t now) {
    const std::lock_guard lock(mutex_);
    const auto at = tasks_.find(key, now);
    if (at == tasks_.end())
        return std::nullopt;
    return at->second.value;
}

BINDERY_DECL bool memory::advance(std::string_view key, std::string_view from, std::string_view to, std::int64_t now) {
    const std::lock_guard lock(mutex_);
    const auto at = tasks_.find(key, now);
    if (at == tasks_.end() || at->second.value.state != from)
        return false;
    std::string next(to);
    // Refusing would leave the task in a state that is not so: what a longer word takes is only counted.
    tasks_.adjust(at, static_cast<std::ptrdiff_t>(detail::text_bytes(next.capacity())) -
                          static_cast<std::ptrdiff_t>(detail::text_bytes(at->second.value.state.capacity())));
    at->second.value.state.swap(next);
    return true;
}

BINDERY_DECL void memory::for_each(std::string_view prefix, std::int64_t now,
                                   const std::function<void(std::string_view key, const task& record)>& visit) {
    const std::lock_guard lock(mutex_);
    for (auto at = tasks_.lower_bound(prefix); at != tasks_.end() && at->first.starts_with(prefix); ++at)
        if (tasks_.expiry(at) > now)
            visit(at->first, at->second.value);
}

BINDERY_DECL std::size_t memory::size() const {
    const std::lock_guard lock(mutex_);
    return nonces_.size() + claims_.size() + quotas_.size() + tasks_.size();
}

BINDERY_DECL std::size_t memory::bytes() const {
    const std::lock_guard lock(mutex_);
    return nonces_.bytes() + claims_.bytes() + quotas_.bytes() + tasks_.bytes();
}

} // namespace bindery::store

#endif
