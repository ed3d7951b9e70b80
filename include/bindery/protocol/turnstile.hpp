#ifndef BINDERY_PROTOCOL_TURNSTILE_HPP
#define BINDERY_PROTOCOL_TURNSTILE_HPP

#include <cstdint>
#include <limits>
#include <list>
#include <mutex>
#include <utility>

namespace bindery {

/// How many calls to one operation may be under way at once. A call counts from its first attempt to its end, the waits
/// between its attempts included.
struct concurrency_limit {
    std::uint32_t calls = 64; ///< 0 counts as 1
    /// Further calls that may wait for their turn, each within its time; one more fails with errc::busy. 0: none waits.
    std::uint32_t waiting = (std::numeric_limits<std::uint32_t>::max)();
};

} // namespace bindery

namespace bindery::protocol {

/// Lets so many in at once, and the others one after the other in the order in which they came. Thread-safe.
class turnstile {
public:
    /// Who waits for a turn. It withdraws before it ends.
    class waiter {
    public:
        /// It is in. Called by whoever makes room, who holds the turnstile: it only passes the news on.
        virtual void let_in() noexcept = 0;

    protected:
        ~waiter() = default;

    private:
        friend turnstile;
        std::list<waiter*>::iterator place_{};
        bool waits_ = false;
    };
    enum class entry {
        in,
        waits,
        refused
    };

    explicit turnstile(const concurrency_limit& how) noexcept : how_(how) {}

    /// Each that gets in leaves.
    entry enter(waiter& who) {
        const std::lock_guard lock(mutex_);
        if (inside_ == 0 || inside_ < how_.calls) { // then nobody waits
            ++inside_;
            return entry::in;
        }
        if (queue_.size() >= how_.waiting)
            return entry::refused;
        who.place_ = queue_.insert(queue_.end(), &who);
        who.waits_ = true;
        return entry::waits;
    }
    /// False: it does not wait any more, and if it did, it is in.
    bool withdraw(waiter& who) noexcept {
        const std::lock_guard lock(mutex_);
        if (!who.waits_)
            return false;
        queue_.erase(who.place_);
        who.waits_ = false;
        return true;
    }
    /// The turn goes to the one that has waited longest.
    void leave() noexcept {
        const std::lock_guard lock(mutex_);
        if (queue_.empty()) {
            --inside_;
            return;
        }
        waiter& next = *queue_.front();
        queue_.pop_front();
        next.waits_ = false;
        next.let_in();
    }

private:
    const concurrency_limit how_;
    std::mutex mutex_;
    std::uint32_t inside_ = 0;
    std::list<waiter*> queue_;
};

/// A place among those that a turnstile lets in, or on the way there. It is left when this goes.
class held_turn {
public:
    held_turn() noexcept = default;
    held_turn(const held_turn&) = delete;
    ~held_turn() { leave(); }

    /// When no turn is held.
    turnstile::entry enter(turnstile& at, turnstile::waiter& who) {
        at_ = &at;
        const auto found = at.enter(who);
        in_ = found == turnstile::entry::in;
        return found;
    }
    /// Whether who waits gives up its place; false: it is in.
    bool withdraw(turnstile::waiter& who) noexcept {
        in_ = !at_->withdraw(who);
        return !in_;
    }
    void leave() noexcept {
        if (std::exchange(in_, false))
            at_->leave();
    }

private:
    turnstile* at_ = nullptr;
    bool in_ = false;
};

} // namespace bindery::protocol

#endif
