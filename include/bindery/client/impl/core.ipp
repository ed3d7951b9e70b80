#ifndef BINDERY_CLIENT_IMPL_CORE_IPP
#define BINDERY_CLIENT_IMPL_CORE_IPP

#include <bindery/client/impl/core.hpp>
#include <bindery/client/impl/permission.hpp>
#include <bindery/client/impl/repetition.hpp>

#include <thread>

namespace bindery::detail {

BINDERY_DECL std::shared_ptr<core> make_core(credentials who, client_options options) {
    return std::make_shared<core>(std::move(who), std::move(options));
}

BINDERY_DECL result<void> check_options(core& of) {
    return of.check_options();
}

BINDERY_DECL const retry_policy* retries_of(const core& of, const erased_call& what) noexcept {
    static constexpr retry_policy once{.max_attempts = 1};
    const auto& own = of.options().retries;
    return what.retries != nullptr ? what.retries : own ? &*own : of.keeps_rate(what) ? &once : nullptr;
}

/// One attempt.
inline result<void> attempt(core& on, const erased_call& what, route::time_point until) {
    auto ready = on.prepare(what, until, on.idle(), [&] { return on.make_connection(); });
    if (!ready)
        return ready.error();
    auto& link = ready->link;
    exchange running(*link, ready->where, ready->reused, what.about->effect == effect::reads);
    const bool answered = link->run(running);
    core::note(running, *link, what);
    if (!answered)
        return running.take_failure();
    running.enter(exchange::stage::ended);
    auto outcome = on.read_answer(running, *link, what, [] { return false; });
    if (running.can_be_kept())
        on.idle().keep(std::move(link), ready->where, on.options().max_idle_connections);
    return outcome;
}

BINDERY_DECL result<void> call(const std::shared_ptr<core>& on, const erased_call& what) {
    const retry_policy* const how = retries_of(*on, what);
    if (how == nullptr)
        return attempt(*on, what, on->deadline_of(what));
    repetition attempts(*on, what, *how);
    for (erased_call each = what;; what.renew(what.out)) {
        each.facts = attempts.next();
        auto outcome = await_permission(*on, each, attempts.until());
        if (outcome)
            outcome = attempt(*on, each, attempts.until());
        const auto wait = attempts.ended(outcome);
        if (!wait)
            return outcome;
        std::this_thread::sleep_for(*wait);
    }
}

} // namespace bindery::detail

#endif
