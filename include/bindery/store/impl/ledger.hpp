#ifndef BINDERY_STORE_IMPL_LEDGER_HPP
#define BINDERY_STORE_IMPL_LEDGER_HPP

// What is remembered until a time, in bounded memory.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace bindery::store::detail {

// Bytes as allocators hand them out: a word in front of each piece, and pieces of whole 16 bytes.

constexpr std::size_t piece_bytes(std::size_t size) noexcept {
    return (size + sizeof(void*) + 15) / 16 * 16;
}
/// Of a tree's node beside its value.
inline constexpr std::size_t node_links = 4 * sizeof(void*);

/// What a text of that size takes outside the string itself; short ones are held inside.
inline std::size_t text_bytes(std::size_t size) noexcept {
    return size <= std::string().capacity() ? 0 : piece_bytes(size + 1);
}

/// Entries by key, each gone at its time and charged to an account. Nothing gives way to a new entry: an account may
/// hold as many bytes as are still free. One alone gets half of the room, the next half of what is left; as entries
/// expire the parts become equal, and there is always some room for an account that comes new.
template <class Value>
class ledger {
    struct entry;
    using accounts = std::map<std::string, std::size_t, std::less<>>; ///< with the bytes they are charged
    using entries = std::map<std::string, entry, std::less<>>;
    using expiries = std::multimap<std::int64_t, typename entries::iterator>;
    struct entry {
        Value value{};
        std::size_t bytes = 0; ///< that are charged
        typename accounts::iterator charged{};
        typename expiries::iterator expiry{};
    };

public:
    using iterator = typename entries::iterator;

    explicit ledger(std::size_t max_bytes) noexcept : max_bytes_(max_bytes) {}

    std::size_t size() const noexcept { return entries_.size(); }
    std::size_t bytes() const noexcept { return bytes_; }
    iterator end() noexcept { return entries_.end(); }
    iterator lower_bound(std::string_view key) { return entries_.lower_bound(key); }
    static std::int64_t expiry(iterator at) noexcept { return at->second.expiry->first; }

    /// Drops what has expired, then finds what has not.
    iterator find(std::string_view key, std::int64_t now) {
        while (!expiries_.empty() && expiries_.begin()->first <= now)
            erase(expiries_.begin()->second);
        return entries_.find(key);
    }

    /// A new entry whose value will take `more` bytes outside itself, or `end()` when there is no room for it.
    iterator add(std::string_view account, std::string_view key, std::int64_t expiry, std::size_t more) {
        const std::size_t bytes = own_bytes + text_bytes(key.size()) + more;
        auto charged = accounts_.find(account);
        const std::size_t opening = charged == accounts_.end() ? account_bytes + text_bytes(account.size()) : 0;
        if (!fits(opening == 0 ? charged->second : 0, opening + bytes))
            return entries_.end();
        const auto at = entries_.try_emplace(std::string(key)).first;
        try {
            if (opening != 0)
                charged = accounts_.try_emplace(std::string(account)).first;
            at->second.expiry = expiries_.emplace(expiry, at);
        } catch (...) {
            entries_.erase(at);
            if (opening != 0 && charged != accounts_.end())
                accounts_.erase(charged);
            throw;
        }
        at->second.charged = charged;
        bytes_ += opening;
        charge(at, bytes);
        return at;
    }

    /// Charges an entry with `more` bytes; false, and nothing done, when there is no room for them.
    bool grow(iterator at, std::size_t more) noexcept {
        if (!fits(at->second.charged->second, more))
            return false;
        charge(at, more);
        return true;
    }
    /// The same whether there is room or not; less when it is negative.
    void adjust(iterator at, std::ptrdiff_t more) noexcept { charge(at, static_cast<std::size_t>(more)); }

    void expire_at(iterator at, std::int64_t expiry) {
        auto node = expiries_.extract(at->second.expiry);
        node.key() = expiry;
        at->second.expiry = expiries_.insert(std::move(node));
    }

    void erase(iterator at) noexcept {
        const auto charged = at->second.charged;
        charge(at, std::size_t{0} - at->second.bytes);
        if (charged->second == 0) {
            bytes_ -= account_bytes + text_bytes(charged->first.size());
            accounts_.erase(charged);
        }
        expiries_.erase(at->second.expiry);
        entries_.erase(at);
    }

private:
    static constexpr std::size_t own_bytes = piece_bytes(node_links + sizeof(typename entries::value_type)) +
                                             piece_bytes(node_links + sizeof(typename expiries::value_type));
    static constexpr std::size_t account_bytes = piece_bytes(node_links + sizeof(typename accounts::value_type));

    /// Whether an account that has so many bytes may have some more.
    bool fits(std::size_t has, std::size_t more) const noexcept {
        const std::size_t free = max_bytes_ - (bytes_ < max_bytes_ ? bytes_ : max_bytes_);
        return more <= free && has + more <= free - more;
    }
    /// Differences wrap around, as unsigned numbers do.
    void charge(iterator at, std::size_t bytes) noexcept {
        at->second.bytes += bytes;
        at->second.charged->second += bytes;
        bytes_ += bytes;
    }

    std::size_t max_bytes_;
    std::size_t bytes_ = 0;
    accounts accounts_;
    entries entries_;
    expiries expiries_;
};

} // namespace bindery::store::detail

#endif
