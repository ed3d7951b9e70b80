#ifndef BINDERY_CLIENT_IMPL_CORE_IPP
#define BINDERY_CLIENT_IMPL_CORE_IPP

#include <bindery/client/impl/core.hpp>

namespace bindery::detail {

BINDERY_DECL std::shared_ptr<core> make_core(credentials who, client_options options) {
    return std::make_shared<core>(std::move(who), std::move(options));
}

BINDERY_DECL result<void> call(const std::shared_ptr<core>& on, const erased_call& what) {
    auto ready = on->prepare(what, on->idle(), [&] { return on->make_connection(); });
    if (!ready)
        return ready.error();
    auto& link = ready->link;
    exchange running(*link, ready->where, ready->reused, what.about->effect == effect::reads);
    if (!link->run(running))
        return running.take_failure();
    running.enter(exchange::stage::ended);
    auto outcome = on->read_answer(running, *link, what, [] { return false; });
    if (running.can_be_kept())
        on->idle().keep(std::move(link), ready->where, on->options().max_idle_connections);
    return outcome;
}

} // namespace bindery::detail

#endif
