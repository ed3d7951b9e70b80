#ifndef BINDERY_CLIENT_IMPL_CARRIAGE_HPP
#define BINDERY_CLIENT_IMPL_CARRIAGE_HPP

#include <bindery/client/impl/core.hpp>

namespace bindery::detail {

/// An attempt that a user's own transport carries.
class carriage {
public:
    /// Writes the signed request. Waits for credentials until `patience`, if need be.
    static result<std::unique_ptr<carriage>> prepare(core& on, const erased_call& what, route::time_point until,
                                                     route::time_point patience) {
        core::begin(what);
        const auto with = on.particulars_of(what, until, patience);
        if (!with)
            return with.error();
        std::unique_ptr<carriage> made(new carriage(with->where, what));
        if (auto written = on.compose(made->on_, what, *with); !written)
            return std::move(written).error();
        made->on_.request.target.insert(0, with->where.path);
        return made;
    }

    /// Has the request taken and its answer read. `is_cancelled` may be asked by this thread at any time.
    template <class Cancelled>
    result<void> run(const core& on, const erased_call& what, Cancelled is_cancelled) {
        if (is_cancelled()) // before it went out
            exchange_.cancelled();
        else
            exchange_.carried([&] { return on.options().transport(std::move(on_.request), exchange_.until()); });
        if (!exchange_.has_failed() && is_cancelled())
            exchange_.cancelled();
        if (exchange_.has_failed())
            return core::failure_of(exchange_, what);
        exchange_.enter(exchange::stage::ended);
        return on.read_answer(exchange_, on_, what, is_cancelled);
    }

private:
    carriage(const route& where, const erased_call& what)
        : exchange_(on_, where, false, what.about->effect == effect::reads) {}

    workspace on_;
    exchange exchange_;
};

} // namespace bindery::detail

#endif
