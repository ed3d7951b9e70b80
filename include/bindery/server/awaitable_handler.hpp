#ifndef BINDERY_SERVER_AWAITABLE_HANDLER_HPP
#define BINDERY_SERVER_AWAITABLE_HANDLER_HPP

#include <bindery/protocol/handler.hpp>
#include <bindery/server/detail/executor_source.hpp>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

namespace bindery {

namespace detail {

template <operation_input Op, class Callable>
class awaiting_handler final : public protocol::operation_handler {
public:
    explicit awaiting_handler(Callable callable)
        : operation_handler(protocol::detail::cloud_of<Op>(), Op::about, constraints_of<typename Op::region>),
          callable_(std::move(callable)) {}

    void answer(protocol::incoming_call& call) const override {
        auto input = std::make_unique<Op>(reflect::blank<Op>());
        if (!call.read(reflect::structure_of<Op>, input.get()))
            return;
        if (auto* const source = dynamic_cast<executor_source*>(call.observer())) {
            boost::asio::co_spawn(source->get_executor(), run(callable_, std::move(input), call.defer()),
                                  boost::asio::detached);
        } else {
            boost::asio::io_context alone;
            boost::asio::co_spawn(alone, run(callable_, std::move(input), call.defer()), boost::asio::detached);
            alone.run();
        }
    }

private:
    static boost::asio::awaitable<void> run(const Callable& callable, std::unique_ptr<Op> input,
                                            protocol::deferred_answer later) {
        std::string thrown;
        try {
            result<typename Op::Output> outcome =
                co_await protocol::detail::invoke_handler(callable, std::as_const(*input), later.context());
            if (outcome)
                later.succeed(reflect::structure_of<typename Op::Output>, &*outcome);
            else
                later.fail(outcome.error());
            co_return;
        } catch (const std::exception& what) {
            thrown = what.what();
        } catch (...) {
            thrown = "something that is not a std::exception was thrown";
        }
        later.fail_internally(thrown);
    }

    Callable callable_;
};

} // namespace detail

/// Makes a handler of a callable that takes a valid `const Op&`, and `const protocol::call_context&` if it wants, both
/// valid until it ends, and returns `boost::asio::awaitable<result<Op::Output>>`. It runs on its connection's executor;
/// dispatched without a server, it runs to its end in the calling thread. When the server closes the connection before
/// it has ended, it goes on and its answer is dropped; when the server is destroyed, it is destroyed where it waits.
template <operation_input Op, class Callable>
protocol::handler awaitable_handler(Callable&& callable) {
    return std::make_shared<const detail::awaiting_handler<Op, std::decay_t<Callable>>>(
        std::forward<Callable>(callable));
}

/// The same with the operation taken from the callable's first parameter.
template <class Callable>
    requires requires { typename protocol::detail::first_parameter<std::decay_t<Callable>>::type; }
protocol::handler awaitable_handler(Callable&& callable) {
    return awaitable_handler<typename protocol::detail::first_parameter<std::decay_t<Callable>>::type>(
        std::forward<Callable>(callable));
}

} // namespace bindery

#endif
