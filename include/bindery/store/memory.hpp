#ifndef BINDERY_STORE_MEMORY_HPP
#define BINDERY_STORE_MEMORY_HPP

#include <bindery/detail/config.hpp>
#include <bindery/store/concept.hpp>
#include <bindery/store/impl/call_times.hpp>
#include <bindery/store/impl/ledger.hpp>
#include <bindery/store/task.hpp>

#include <cstddef>
#include <functional>
#include <mutex>
#include <optional>

namespace bindery::store {

/// Shared state of one process, gone with it: nonces, claims, quotas and tasks. They share no keys. As `shared_state`
/// it answers before its functions return, and allocates nothing for that.
///
/// Time is an argument: `now` is in milliseconds since 1970, and what was made at `t` to last `milliseconds` is gone at
/// `t + milliseconds`, not before. `account` is whose room an entry takes; it is no part of the key.
///
/// Quotas are kept exactly, by remembering when each call of the window was made (a sliding window): no window of that
/// length, wherever it begins, ever sees more than the quota, and a caller who keeps the quota is never refused.
///
/// Memory is bounded: nonces, claims, quotas and tasks may each take a quarter of `max_bytes`, counted with keys, nodes
/// and the data of tasks (a nonce takes some 250 bytes). What has expired is dropped at the next use of its kind; what
/// has not never gives way. Of its quarter an account may take as much as is still free: half, when it is alone.
class memory {
public:
    explicit memory(std::size_t max_bytes = 256 * 1024 * 1024);
    memory(const memory&) = delete;
    memory& operator=(const memory&) = delete;

    admission_answer admit(const admission_wish& wish);
    template <class Receiver>
    void admit(const admission_wish& wish, Receiver&& receiver) {
        receiver(result<admission_answer>(admit(wish)));
    }
    void release(std::string_view key, std::string_view id);
    template <class Receiver>
    void release(std::string_view key, std::string_view id, Receiver&& receiver) {
        release(key, id);
        receiver(result<void>());
    }

    /// Granted to the first who names the key, refused to all others while that lasts.
    admission claim_nonce(std::string_view account, std::string_view key, std::int64_t milliseconds, std::int64_t now);
    /// The same for anything else that one has at a time.
    admission claim(std::string_view account, std::string_view key, std::int64_t milliseconds, std::int64_t now);
    /// Takes back what was claimed so.
    void release(std::string_view key);
    /// Takes one from a quota: refused when `calls` were taken within the last `milliseconds`, and then nothing is
    /// taken.
    admission take(std::string_view account, std::string_view key, std::uint32_t calls, std::int64_t milliseconds,
                   std::int64_t now);
    /// Keeps a task under a new key: refused when there is one already.
    admission keep(std::string_view account, std::string_view key, const task& record, std::int64_t milliseconds,
                   std::int64_t now);
    /// The task, if it is still kept.
    std::optional<task> find(std::string_view key, std::int64_t now);
    /// Changes a task's state if it is `from`: false when it is not, or there is no such task.
    bool advance(std::string_view key, std::string_view from, std::string_view to, std::int64_t now);
    /// The tasks whose keys begin so, ordered by key; `visit` must not use the store.
    void for_each(std::string_view prefix, std::int64_t now,
                  const std::function<void(std::string_view key, const task& record)>& visit);

    /// How many nonces, claims, quotas and tasks are held.
    std::size_t size() const;
    /// How much memory they take.
    std::size_t bytes() const;

private:
    using claims = detail::ledger<std::size_t>; ///< whose value is the hash of the id under which it was claimed
    using quotas = detail::ledger<detail::call_times>;

    // For who has the mutex.
    static admission claim(claims& in, std::string_view account, const admission_wish::once& what, std::int64_t now,
                           std::string_view id);
    admission take(std::string_view account, const admission_wish::quota& what, std::int64_t now);
    bool make_room(quotas::iterator quota, std::uint32_t calls);

    mutable std::mutex mutex_;
    claims nonces_;
    claims claims_;
    quotas quotas_;
    detail::ledger<task> tasks_;
};

} // namespace bindery::store

#ifndef BINDERY_COMPILED
#include <bindery/store/impl/memory.ipp>
#endif

#endif
