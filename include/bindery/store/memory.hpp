#ifndef BINDERY_STORE_MEMORY_HPP
#define BINDERY_STORE_MEMORY_HPP

#include <bindery/detail/config.hpp>
#include <bindery/store/concept.hpp>
#include <bindery/store/impl/call_times.hpp>
#include <bindery/store/impl/ledger.hpp>

#include <cstddef>
#include <functional>
#include <mutex>

namespace bindery::store {

/// Shared state of one process, gone with it. See `shared_state` for what the functions do.
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

    admission claim_nonce(std::string_view account, std::string_view key, std::int64_t milliseconds, std::int64_t now);
    admission claim(std::string_view account, std::string_view key, std::int64_t milliseconds, std::int64_t now);
    void release(std::string_view key);
    admission take(std::string_view account, std::string_view key, std::uint32_t calls, std::int64_t milliseconds,
                   std::int64_t now);
    admission keep(std::string_view account, std::string_view key, const task& record, std::int64_t milliseconds,
                   std::int64_t now);
    std::optional<task> find(std::string_view key, std::int64_t now);
    bool advance(std::string_view key, std::string_view from, std::string_view to, std::int64_t now);
    void for_each(std::string_view prefix, std::int64_t now,
                  const std::function<void(std::string_view key, const task& record)>& visit);

    /// How many nonces, claims, quotas and tasks are held.
    std::size_t size() const;
    /// How much memory they take.
    std::size_t bytes() const;

private:
    struct nothing {};
    using claims = detail::ledger<nothing>;

    static admission claim(claims& in, std::string_view account, std::string_view key, std::int64_t milliseconds,
                           std::int64_t now);
    bool make_room(detail::ledger<detail::call_times>::iterator quota, std::uint32_t calls);

    mutable std::mutex mutex_;
    claims nonces_;
    claims claims_;
    detail::ledger<detail::call_times> quotas_;
    detail::ledger<task> tasks_;
};

} // namespace bindery::store

#ifndef BINDERY_COMPILED
#include <bindery/store/impl/memory.ipp>
#endif

#endif
