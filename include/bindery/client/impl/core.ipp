#ifndef BINDERY_CLIENT_IMPL_CORE_IPP
#define BINDERY_CLIENT_IMPL_CORE_IPP

#include <bindery/client/impl/core.hpp>

#include <thread>

namespace bindery::detail {

BINDERY_DECL std::shared_ptr<core> make_core(credentials who, client_options options) {
    return std::make_shared<core>(std::move(who), std::move(options));
}

BINDERY_DECL result<void> call(const std::shared_ptr<core>& on, const erased_call& what) {
    const auto region = on->check(what);
    if (!region)
        return region.error();
    auto where = on->plan(what);
    if (!where)
        return where.error();

    std::string key = core::key_of(*where);
    auto link = on->blocking().take(key, on->options().max_idle_time);
    const bool reused = link != nullptr;
    if (!reused)
        link = std::make_unique<connection>();
    link->key = std::move(key);
    if (auto written = on->write(*link, what, *region); !written) {
        if (reused)
            on->blocking().keep(std::move(link), on->options().max_idle_connections);
        return written;
    }

    boost::asio::io_context& context = *link->own_context();
    result<void> outcome;
    std::unique_ptr<connection> kept;
    const auto running =
        std::make_shared<run>(std::move(link), std::move(*where), reused, what.about->effect == effect::reads,
                              [&](result<void> ended, std::unique_ptr<connection> back) {
                                  outcome = std::move(ended);
                                  kept = std::move(back);
                              });
    running->begin();
    context.restart();
    while (!running->has_ended())
        if (context.run_one_until(running->until()) == 0 && !running->has_ended())
            running->expire();

    if (kept == nullptr) {
        auto lost = running->take_connection();
        // A name that is still being resolved cannot be called back; whoever waits for it is not the caller.
        if (running->ended_while_resolving())
            std::thread([lost = std::move(lost)] {}).detach();
        return outcome;
    }
    outcome = what.cloud->read_response(kept->response, *what.output, what.out);
    if (kept->socket().is_open())
        on->blocking().keep(std::move(kept), on->options().max_idle_connections);
    return outcome;
}

} // namespace bindery::detail

#endif
