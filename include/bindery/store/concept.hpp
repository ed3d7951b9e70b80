#ifndef BINDERY_STORE_CONCEPT_HPP
#define BINDERY_STORE_CONCEPT_HPP

#include <bindery/admission.hpp>
#include <bindery/error.hpp>
#include <bindery/store/task.hpp>

#include <concepts>
#include <cstdint>
#include <optional>
#include <string_view>

namespace bindery::store {

/// Where state lives that calls share, on one machine or in a fleet. Thread-safe, and each function is one atomic step.
///
/// There are nonces, claims, quotas and tasks. They share no keys, and none takes another's room: a store that is full
/// says so (admission::full) and forgets nothing before its time. `account` is whose room an entry takes, so that
/// nobody takes everybody's; it is no part of the key.
///
/// Time is an argument: `now` is in milliseconds since 1970, and what was made at `t` to last `milliseconds` is gone at
/// `t + milliseconds`, not before. A store that others can be cut off from returns `result`s.
///
/// claim_nonce(account, key, milliseconds, now)
///     granted to the first who names the key, refused to all others while that lasts
/// claim(account, key, milliseconds, now)
///     the same for anything else that one has at a time
/// release(key)
///     takes a claim back
/// take(account, key, calls, milliseconds, now)
///     takes one from a quota: refused when `calls` were taken within the last `milliseconds`, and then nothing is
///     taken
/// keep(account, key, task, milliseconds, now)
///     keeps a task under a new key: refused when there is one already
/// find(key, now)
///     the task, if it is still kept
/// advance(key, from, to, now)
///     changes a task's state if it is `from`: false when it is not, or there is no such task
/// for_each(prefix, now, visit)
///     `visit(key, task)` for the tasks whose keys begin so, ordered by key; `visit` must not use the store
template <class T>
concept shared_state = requires(T& store, std::string_view text, std::int64_t milliseconds, std::int64_t now,
                                std::uint32_t calls, const task& record, void (*visit)(std::string_view, const task&)) {
    { store.claim_nonce(text, text, milliseconds, now) } -> std::convertible_to<result<admission>>;
    { store.claim(text, text, milliseconds, now) } -> std::convertible_to<result<admission>>;
    { store.release(text) };
    { store.take(text, text, calls, milliseconds, now) } -> std::convertible_to<result<admission>>;
    { store.keep(text, text, record, milliseconds, now) } -> std::convertible_to<result<admission>>;
    { store.find(text, now) } -> std::convertible_to<result<std::optional<task>>>;
    { store.advance(text, text, text, now) } -> std::convertible_to<result<bool>>;
    { store.for_each(text, now, visit) };
};

} // namespace bindery::store

#endif
