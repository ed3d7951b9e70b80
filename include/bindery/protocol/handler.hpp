#ifndef BINDERY_PROTOCOL_HANDLER_HPP
#define BINDERY_PROTOCOL_HANDLER_HPP

#include <bindery/model/concepts.hpp>
#include <bindery/protocol/fail_with.hpp>
#include <bindery/protocol/incoming_call.hpp>
#include <bindery/reflect/table.hpp>

#include <concepts>
#include <functional>
#include <memory>
#include <type_traits>
#include <utility>

namespace bindery::protocol {

/// The server's side of one operation, its types erased. Called by many threads at once.
class operation_handler {
public:
    operation_handler(const protocol::gateway& cloud, const operation& about,
                      std::span<const constraint> regions) noexcept
        : cloud_(&cloud), about_(&about), regions_(regions) {}
    virtual ~operation_handler() = default;

    const protocol::gateway& cloud() const noexcept { return *cloud_; }
    const operation& about() const noexcept { return *about_; }
    /// The rules that a region's name is under.
    std::span<const constraint> regions() const noexcept { return regions_; }

    /// Has the call read the input, and then answers it, or defers it. When reading made the call wait, this is asked
    /// anew: nothing is done before reading.
    virtual void answer(incoming_call& call) const = 0;

private:
    const protocol::gateway* cloud_;
    const operation* about_;
    std::span<const constraint> regions_;
};

/// Handlers are shared by everything that serves them.
using handler = std::shared_ptr<const operation_handler>;

namespace detail {

/// The operation that a callable takes: its first parameter's type. Nothing for a callable of many signatures.
template <class Callable>
struct first_parameter {};
template <class Callable>
    requires requires { &Callable::operator(); }
struct first_parameter<Callable> : first_parameter<decltype(&Callable::operator())> {};
template <class Result, class First, class... Rest>
struct first_parameter<Result (*)(First, Rest...)> {
    using type = std::remove_cvref_t<First>;
};
template <class Result, class First, class... Rest>
struct first_parameter<Result (*)(First, Rest...) noexcept> : first_parameter<Result (*)(First, Rest...)> {};
template <class Result, class Class, class First, class... Rest>
struct first_parameter<Result (Class::*)(First, Rest...)> : first_parameter<Result (*)(First, Rest...)> {};
template <class Result, class Class, class First, class... Rest>
struct first_parameter<Result (Class::*)(First, Rest...) const> : first_parameter<Result (*)(First, Rest...)> {};
template <class Result, class Class, class First, class... Rest>
struct first_parameter<Result (Class::*)(First, Rest...) noexcept> : first_parameter<Result (*)(First, Rest...)> {};
template <class Result, class Class, class First, class... Rest>
struct first_parameter<Result (Class::*)(First, Rest...) const noexcept> : first_parameter<Result (*)(First, Rest...)> {
};

template <class Op>
const protocol::gateway& cloud_of() {
    static_assert(
        requires { Op::provider::gateway::instance(); },
        "the operation's provider is only declared here: include <bindery/provider/gateways.hpp> or its own header");
    return Op::provider::gateway::instance();
}

/// Calls with the context or without it, as the callable likes.
template <class Callable, class Op>
    requires std::is_invocable_v<const Callable&, const Op&, const call_context&> ||
             std::is_invocable_v<const Callable&, const Op&>
decltype(auto) invoke_handler(const Callable& callable, const Op& input, const call_context& context) {
    if constexpr (std::is_invocable_v<const Callable&, const Op&, const call_context&>)
        return std::invoke(callable, input, context);
    else
        return std::invoke(callable, input);
}

template <class Op, class Callable>
using handler_result = decltype(invoke_handler(std::declval<const Callable&>(), std::declval<const Op&>(),
                                               std::declval<const call_context&>()));

template <operation_input Op, class Callable>
class calling_handler final : public operation_handler {
public:
    explicit calling_handler(Callable callable)
        : operation_handler(cloud_of<Op>(), Op::about, constraints_of<typename Op::region>),
          callable_(std::move(callable)) {}

    void answer(incoming_call& call) const override {
        Op input = reflect::blank<Op>();
        if (!call.read(reflect::structure_of<Op>, &input))
            return;
        result<typename Op::Output> outcome = invoke_handler(callable_, std::as_const(input), call.context());
        if (outcome)
            call.succeed(reflect::structure_of<typename Op::Output>, &*outcome);
        else
            call.fail(outcome.error());
    }

private:
    Callable callable_;
};

} // namespace detail

/// Makes a handler of a callable that takes a valid `const Op&`, and `const call_context&` if it wants, and returns
/// `result<Op::Output>` or an output. It is called by many threads at once. What it throws is reported to the
/// environment and answered as the server's failure.
template <operation_input Op, class Callable>
    requires std::convertible_to<detail::handler_result<Op, std::decay_t<Callable>>, result<typename Op::Output>>
handler make_handler(Callable&& callable) {
    return std::make_shared<const detail::calling_handler<Op, std::decay_t<Callable>>>(
        std::forward<Callable>(callable));
}

/// The same with the operation taken from the callable's first parameter.
template <class Callable>
    requires requires { typename detail::first_parameter<std::decay_t<Callable>>::type; }
handler make_handler(Callable&& callable) {
    return make_handler<typename detail::first_parameter<std::decay_t<Callable>>::type>(
        std::forward<Callable>(callable));
}

} // namespace bindery::protocol

#endif
