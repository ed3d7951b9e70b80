#ifndef BINDERY_STORE_CONCEPT_HPP
#define BINDERY_STORE_CONCEPT_HPP

#include <bindery/error.hpp>
#include <bindery/store/task.hpp>

#include <concepts>
#include <cstdint>
#include <optional>
#include <string_view>

namespace bindery::store {

/// Where state lives that calls share, on one machine or in a fleet. Thread-safe, and each function is one atomic step.
/// Time is an argument: `now` is in milliseconds since 1970, and what was made at `t` to last `milliseconds` is gone at
/// `t + milliseconds`, not before. A store that others can be cut off from returns `result`s.
///
///   claim(key, milliseconds, now)          true for the first to claim the key; false for all others while that lasts
///   release(key)                           takes a claim back
///   take(key, calls, milliseconds, now)    takes one from a quota: false when `calls` were taken within the last
///   `milliseconds`. A refused call takes
///                                          nothing.
///   keep(key, task, milliseconds, now)     keeps a task under a new key: false when there is one already
///   find(key, now)                         the task, if it is still kept
///   advance(key, from, to, now)            changes a task's state if it is `from`: false when it is not, or there is
///   no such task for_each(prefix, now, visit)           `visit(key, task)` for the tasks whose keys begin so, ordered
///   by key; `visit` must not use the store
template <class T>
concept shared_state = requires(T& store, std::string_view text, std::int64_t milliseconds, std::int64_t now,
                                std::uint32_t calls, const task& record, void (*visit)(std::string_view, const task&)) {
    { store.claim(text, milliseconds, now) } -> std::convertible_to<result<bool>>;
    { store.release(text) };
    { store.take(text, calls, milliseconds, now) } -> std::convertible_to<result<bool>>;
    { store.keep(text, record, milliseconds, now) } -> std::convertible_to<result<bool>>;
    { store.find(text, now) } -> std::convertible_to<result<std::optional<task>>>;
    { store.advance(text, text, text, now) } -> std::convertible_to<result<bool>>;
    { store.for_each(text, now, visit) };
};

} // namespace bindery::store

#endif
