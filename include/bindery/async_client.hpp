#ifndef BINDERY_ASYNC_CLIENT_HPP
#define BINDERY_ASYNC_CLIENT_HPP

#include <bindery/client.hpp>
#include <bindery/client/start.hpp>

#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/dispatch.hpp>

namespace bindery {

namespace detail {

/// Keeps the output and the completion handler while a call runs. That its executor has work is known by the socket
/// operation that is always under way on it.
template <class Output, class Handler>
class waiting final : public completion {
public:
    explicit waiting(Handler handler) : handler_(std::move(handler)) {}

    Output& output() noexcept { return output_; }

    void complete(result<void> outcome) override {
        result<Output> done = outcome ? result<Output>(std::move(output_)) : result<Output>(std::move(outcome).error());
        auto executor = boost::asio::get_associated_executor(handler_);
        boost::asio::dispatch(executor, [handler = std::move(handler_), done = std::move(done)]() mutable {
            std::move(handler)(std::move(done));
        });
    }

private:
    Handler handler_;
    Output output_ = reflect::blank<Output>();
};

template <operation_input Op>
struct initiate_call {
    template <class Handler>
    void operator()(Handler&& handler, std::shared_ptr<core> on, const Op& input,
                    const call_options<Op>& options) const { // whatever keeps the arguments, the client is given back
        using output = typename Op::Output;
        const boost::asio::any_io_executor executor = boost::asio::get_associated_executor(handler);
        auto slot = boost::asio::get_associated_cancellation_slot(handler);
        auto waits = std::make_unique<waiting<output, std::decay_t<Handler>>>(std::forward<Handler>(handler));
        erased_call what = erase(input, options);
        what.out = &waits->output();
        if (!slot.is_connected()) {
            start(on, what, executor, std::move(waits));
            return;
        }
        // Once started the call may complete on another thread, and the slot be gone with its handler.
        const auto call = std::make_shared<cancellable>();
        slot.assign([call](boost::asio::cancellation_type) { call->cancel(); });
        call->started(start(on, what, executor, std::move(waits)));
    }
};

} // namespace detail

template <operation_input Op, class Token>
auto client::async_call(const Op& input, const call_options<Op>& options, Token&& token) const {
    return boost::asio::async_initiate<Token, void(result<typename Op::Output>)>(detail::initiate_call<Op>{}, token,
                                                                                 core_, input, options);
}

template <operation_input Op, class Token>
auto client::async_call(const Op& input, Token&& token) const {
    return async_call(input, call_options<Op>{}, std::forward<Token>(token));
}

} // namespace bindery

#ifndef BINDERY_COMPILED
#include <bindery/client/impl/start.ipp>
#endif

#endif
