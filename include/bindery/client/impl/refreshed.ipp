#ifndef BINDERY_CLIENT_IMPL_REFRESHED_IPP
#define BINDERY_CLIENT_IMPL_REFRESHED_IPP

#include <bindery/client/impl/errand_call.hpp>
#include <bindery/client/refreshed.hpp>
#include <bindery/detail/finite_time.hpp>

namespace bindery {

namespace detail {

class refreshed_credentials final : public credentials_holder {
public:
    refreshed_credentials(std::vector<protocol::credentials_source> from, const refresh_options& how) {
        for (protocol::credentials_source& each : from)
            all_.push_back(std::make_shared<kept_credentials>(std::move(each), how));
    }

    result<known> get(const protocol::provider& cloud, time_point until) override {
        const auto from = kept(cloud);
        if (from == nullptr)
            return error{errc::credentials, "there is no source of credentials for " + std::string(cloud.name())};
        if (until == (time_point::min)())
            return from->at_once();
        for (;;)
            switch (from->next()) {
            case kept_credentials::turn::wait:
                if (!from->wait(until))
                    return late();
                continue;
            case kept_credentials::turn::get:
                if (!get_now(*from, until))
                    return late();
                return from->at_once();
            default:
                return from->at_once();
            }
    }

    std::shared_ptr<kept_credentials> kept(const protocol::provider& cloud) noexcept override {
        for (const auto& each : all_)
            if (each->source().cloud.empty() || each->source().cloud == cloud.name())
                return each;
        return nullptr;
    }

private:
    static error late() { return {errc::timeout, "the time was up while credentials were got"}; }

    /// Gets some on this thread. False: the call's own time did not suffice, and there are none to go on with.
    static bool get_now(kept_credentials& to, time_point until) {
        struct turn_of {
            kept_credentials& to;
            bool done = false;
            ~turn_of() {
                if (!done)
                    to.give_up();
            }
        } turn{to};
        const bool can_do_without = to.has_good();
        const auto begun = time_point::clock::now();
        auto left = finite_time(to.options().timeout);
        const auto own = std::chrono::ceil<std::chrono::milliseconds>(until - begun);
        const bool is_short = own < left;
        left = (std::min)(left, can_do_without ? own / 2 : own);

        process_surroundings world(to);
        auto step = to.source().begin(world);
        while (auto* const ask = step ? std::get_if<protocol::errand>(&*step) : nullptr) {
            const auto rest = left - std::chrono::floor<std::chrono::milliseconds>(time_point::clock::now() - begun);
            errand_call made(std::move(*ask), to.options().tls, (std::max)(rest, std::chrono::milliseconds(1)));
            step = made.then(call(made.client(), made.erased()), world);
        }
        auto outcome = found_in(std::move(step));
        if (!outcome && is_short && !can_do_without && time_point::clock::now() >= until)
            return false;
        turn.done = true;
        to.settle(std::move(outcome));
        return true;
    }

    std::vector<std::shared_ptr<kept_credentials>> all_;
};

} // namespace detail

BINDERY_DECL credentials refreshed(std::vector<protocol::credentials_source> from, refresh_options how) {
    return credentials(std::make_shared<detail::refreshed_credentials>(std::move(from), how));
}

} // namespace bindery

#endif
