#ifndef BINDERY_STORE_IMPL_MEMORY_IPP
#define BINDERY_STORE_IMPL_MEMORY_IPP

#include <bindery/store/memory.hpp>

#include <algorithm>
#include <limits>

namespace bindery::store {

namespace detail {

/// `now + milliseconds`, or the end of time.
inline std::int64_t later(std::int64_t now, std::int64_t milliseconds) noexcept {
    constexpr std::int64_t end = std::numeric_limits<std::int64_t>::max();
    return milliseconds > 0 && now > end - milliseconds ? end : now + milliseconds;
}

} // namespace detail

BINDERY_DECL memory::memory(std::size_t max_entries) : max_entries_(std::max<std::size_t>(max_entries, 1)) {}

BINDERY_DECL bool memory::claim(std::string_view key, std::int64_t milliseconds, std::int64_t now) {
    const std::lock_guard lock(mutex_);
    if (look(kind::claim, key, now) != entries_.end())
        return false;
    if (milliseconds > 0)
        add(kind::claim, key, detail::later(now, milliseconds));
    return true;
}

BINDERY_DECL void memory::release(std::string_view key) {
    const std::lock_guard lock(mutex_);
    if (const auto at = entries_.find(name_view{kind::claim, key}); at != entries_.end())
        erase(at);
}

BINDERY_DECL bool memory::take(std::string_view key, std::uint32_t calls, std::int64_t milliseconds, std::int64_t now) {
    const std::lock_guard lock(mutex_);
    if (calls == 0)
        return false;
    if (milliseconds <= 0)
        return true;
    const std::int64_t expiry = detail::later(now, milliseconds);
    auto at = look(kind::quota, key, now);
    if (at == entries_.end()) {
        at = add(kind::quota, key, expiry);
    } else {
        auto& made = at->second.calls;
        for (; !made.empty() && detail::later(made.front(), milliseconds) <= now; --size_)
            made.pop_front();
        if (made.size() >= calls)
            return false;
        make_room(at);
        expire_at(at, expiry);
    }
    at->second.calls.push_back(now);
    ++size_;
    return true;
}

BINDERY_DECL bool memory::keep(std::string_view key, const task& record, std::int64_t milliseconds, std::int64_t now) {
    const std::lock_guard lock(mutex_);
    if (look(kind::task, key, now) != entries_.end())
        return false;
    if (milliseconds > 0)
        add(kind::task, key, detail::later(now, milliseconds))->second.task = record;
    return true;
}

BINDERY_DECL std::optional<task> memory::find(std::string_view key, std::int64_t now) {
    const std::lock_guard lock(mutex_);
    const auto at = look(kind::task, key, now);
    if (at == entries_.end())
        return std::nullopt;
    return at->second.task;
}

BINDERY_DECL bool memory::advance(std::string_view key, std::string_view from, std::string_view to, std::int64_t now) {
    const std::lock_guard lock(mutex_);
    const auto at = look(kind::task, key, now);
    if (at == entries_.end() || at->second.task.state != from)
        return false;
    at->second.task.state = to;
    return true;
}

BINDERY_DECL void memory::for_each(std::string_view prefix, std::int64_t now,
                                   const std::function<void(std::string_view key, const task& record)>& visit) {
    const std::lock_guard lock(mutex_);
    for (auto at = entries_.lower_bound(name_view{kind::task, prefix});
         at != entries_.end() && at->first.kind == kind::task && at->first.key.starts_with(prefix); ++at)
        if (at->second.expiry->first > now)
            visit(at->first.key, at->second.task);
}

BINDERY_DECL std::size_t memory::size() const {
    const std::lock_guard lock(mutex_);
    return size_;
}

/// Drops what has expired, then finds what has not.
BINDERY_DECL memory::entries::iterator memory::look(kind what, std::string_view key, std::int64_t now) {
    while (!expiries_.empty() && expiries_.begin()->first <= now)
        erase(expiries_.begin()->second);
    return entries_.find(name_view{what, key});
}

BINDERY_DECL memory::entries::iterator memory::add(kind what, std::string_view key, std::int64_t expiry) {
    make_room(entries_.end());
    const auto at = entries_.try_emplace(name{what, std::string(key)}).first;
    at->second.expiry = expiries_.emplace(expiry, at);
    if (what != kind::quota)
        ++size_;
    return at;
}

BINDERY_DECL void memory::erase(entries::iterator at) {
    size_ -= at->first.kind == kind::quota ? at->second.calls.size() : 1;
    expiries_.erase(at->second.expiry);
    entries_.erase(at);
}

BINDERY_DECL void memory::expire_at(entries::iterator at, std::int64_t expiry) {
    auto node = expiries_.extract(at->second.expiry);
    node.key() = expiry;
    at->second.expiry = expiries_.insert(std::move(node));
}

/// For one entry more, which may be a call of the quota `growing`: that one only loses calls.
BINDERY_DECL void memory::make_room(entries::iterator growing) {
    while (size_ >= max_entries_) {
        auto first = expiries_.begin();
        if (first->second == growing) {
            if (auto& made = growing->second.calls; !made.empty()) {
                made.pop_front();
                --size_;
                continue;
            }
            ++first;
        }
        erase(first->second);
    }
}

} // namespace bindery::store

#endif
