#ifndef BINDERY_STORE_MEMORY_HPP
#define BINDERY_STORE_MEMORY_HPP

#include <bindery/detail/config.hpp>
#include <bindery/store/concept.hpp>

#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <string>

namespace bindery::store {

/// Shared state of one process, gone with it. See `shared_state` for what the functions do.
///
/// Quotas are kept exactly, by remembering when each call of the window was made (a sliding window): no window of that
/// length, wherever it begins, ever sees more than the quota, and a caller who keeps the quota is never refused.
///
/// Memory is bounded: an entry is a claim, a task, or one remembered call of a quota. What has expired is dropped at
/// the next use; when there are still `max_entries`, what would expire first gives way.
class memory {
public:
    explicit memory(std::size_t max_entries = 1'000'000);
    memory(const memory&) = delete;
    memory& operator=(const memory&) = delete;

    bool claim(std::string_view key, std::int64_t milliseconds, std::int64_t now);
    void release(std::string_view key);
    bool take(std::string_view key, std::uint32_t calls, std::int64_t milliseconds, std::int64_t now);
    bool keep(std::string_view key, const task& record, std::int64_t milliseconds, std::int64_t now);
    std::optional<task> find(std::string_view key, std::int64_t now);
    bool advance(std::string_view key, std::string_view from, std::string_view to, std::int64_t now);
    void for_each(std::string_view prefix, std::int64_t now,
                  const std::function<void(std::string_view key, const task& record)>& visit);

    /// How many entries are held.
    std::size_t size() const;

private:
    enum class kind : unsigned char {
        claim,
        quota,
        task
    };
    struct name {
        store::memory::kind kind;
        std::string key;
    };
    struct name_view {
        store::memory::kind kind;
        std::string_view key;
    };
    struct by_name {
        using is_transparent = void;
        template <class A, class B>
        bool operator()(const A& a, const B& b) const noexcept {
            return a.kind != b.kind ? a.kind < b.kind : std::string_view(a.key) < std::string_view(b.key);
        }
    };
    struct entry;
    using entries = std::map<name, entry, by_name>;
    using expiries = std::multimap<std::int64_t, entries::iterator>;
    struct entry {
        store::task task{};
        std::deque<std::int64_t> calls{}; ///< when each was made, oldest first
        expiries::iterator expiry{};
    };

    entries::iterator look(kind what, std::string_view key, std::int64_t now);
    entries::iterator add(kind what, std::string_view key, std::int64_t expiry);
    void erase(entries::iterator at);
    void expire_at(entries::iterator at, std::int64_t expiry);
    void make_room(entries::iterator growing);

    mutable std::mutex mutex_;
    std::size_t max_entries_;
    std::size_t size_ = 0;
    entries entries_;
    expiries expiries_;
};

} // namespace bindery::store

#ifndef BINDERY_COMPILED
#include <bindery/store/impl/memory.ipp>
#endif

#endif
