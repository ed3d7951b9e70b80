#ifndef BINDERY_CLIENT_IMPL_CORE_IPP
#define BINDERY_CLIENT_IMPL_CORE_IPP

#include <bindery/client/impl/carriage.hpp>
#include <bindery/client/impl/conducted_call.hpp>
#include <bindery/client/impl/core.hpp>
#include <bindery/client/impl/permission.hpp>

#include <condition_variable>
#include <thread>

namespace bindery::detail {

BINDERY_DECL std::shared_ptr<core> make_core(credentials who, client_options options) {
    auto made = std::make_shared<core>(std::move(who), std::move(options));
    core* const inside = made.get();
    return {inside, [made = std::move(made)](core*) mutable {
                made->client_is_gone();
                made.reset();
            }};
}

BINDERY_DECL result<void> check_options(core& of) {
    return of.check_options();
}

BINDERY_DECL result<std::string> dump(core& of, const erased_call& what) {
    return of.dump(what);
}

BINDERY_DECL std::chrono::milliseconds timeout_of(const std::shared_ptr<core>& on, std::chrono::milliseconds asked) {
    return finite_time(asked.count() != 0 ? asked : on->options().timeout);
}

/// Blocks until it is let in.
class blocked_waiter final : public protocol::turnstile::waiter {
public:
    void let_in() noexcept override {
        const std::lock_guard lock(mutex_);
        in_ = true;
        changed_.notify_one();
    }
    void wait_until(route::time_point until) {
        std::unique_lock lock(mutex_);
        changed_.wait_until(lock, until, [&] { return in_; });
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool in_ = false;
};

/// One attempt.
inline result<void> attempt(core& on, const erased_call& what, route::time_point until) {
    if (on.options().transport) {
        const auto ready = carriage::prepare(on, what, until, until);
        return ready ? (*ready)->run(on, what, [] { return false; }) : ready.error();
    }
    auto ready = on.prepare(what, until, until, on.idle(), [&] { return on.make_connection(); });
    if (!ready)
        return ready.error();
    auto& link = ready->link;
    exchange running(*link->work, ready->where, ready->reused, what.about->effect == effect::reads);
    if (!link->run(running))
        return core::failure_of(running, what);
    running.enter(exchange::stage::ended);
    auto outcome = on.read_answer(running, *link->work, what, [] { return false; });
    if (running.can_be_kept())
        on.idle().keep(std::move(link), ready->where, on.options().max_idle_connections);
    return outcome;
}

/// Waits until the attempt may have a connection.
inline result<void> await_connection(core& on, const erased_call& what, route::time_point until,
                                     protocol::held_turn& turn) {
    if (!on.bounds_connections())
        return {};
    const auto where = on.plan(what, until);
    if (!where)
        return where.error();
    core::enter(what, &time_spent::connection);
    blocked_waiter waiter;
    if (turn.enter(on.idle().turns_to(*where, on.options().max_connections), waiter) ==
        protocol::turnstile::entry::waits) {
        waiter.wait_until(until);
        if (turn.withdraw(waiter))
            return core::has_no_connection();
    }
    return {};
}

/// One attempt of a call that policies conduct. Its permit comes last, and the request goes out when it says.
inline result<void> attempt_when_allowed(core& on, erased_call& what, route::time_point until) {
    const auto region = on.check(what);
    if (!region)
        return region.error();
    what.judged = *region;
    if (on.kept_credentials_of(what) != nullptr)
        if (const auto who = on.credentials_for(what, until); !who)
            return who.error();
    protocol::held_turn connection;
    if (auto ready = await_connection(on, what, until, connection); !ready)
        return ready;
    if (auto allowed = await_permission(on, what, until); !allowed)
        return allowed;
    return attempt(on, what, until);
}

BINDERY_DECL result<void> call(const std::shared_ptr<core>& on, const erased_call& what) {
    if (!on->is_conducted(what))
        return attempt(*on, what, on->deadline_of(what));
    conducted_call whole(*on, what);
    blocked_waiter turn;
    const auto entry = whole.enter(turn);
    if (entry == conducted_call::entry::refused)
        return whole.never_began(whole.refused());
    if (entry == conducted_call::entry::waits) {
        turn.wait_until(whole.until());
        if (whole.turn().withdraw(turn))
            return whole.never_began(whole.late());
    }
    for (;;) {
        const auto next = whole.next();
        result<void> outcome = next ? attempt_when_allowed(*on, **next, whole.until()) : next.error();
        const auto wait = whole.ended(outcome);
        if (!wait)
            return outcome;
        std::this_thread::sleep_for(*wait);
    }
}

} // namespace bindery::detail

#endif
