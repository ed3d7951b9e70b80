#ifndef BINDERY_CLIENT_HPP
#define BINDERY_CLIENT_HPP

#include <bindery/client/core.hpp>
#include <bindery/client/credentials.hpp>
#include <bindery/client/details.hpp>
#include <bindery/client/options.hpp>
#include <bindery/provider/all.hpp>

namespace bindery {

template <paged_operation Op>
class pager;
template <operation_input Op>
struct page_options;
template <operation_input Op>
struct wait_options;

/// Calls any operation of any provider. Thread-safe; copies share connections, which are kept open between calls. When
/// the last copy goes, asynchronous calls under way complete with errc::cancelled, and the caller of a blocking one has
/// seen to it that there is none.
class client {
public:
    /// Makes no connection and reads no file before the first call. With options that cannot be used every call fails.
    explicit client(credentials who, client_options options = {})
        : core_(detail::make_core(std::move(who), std::move(options))) {}

    /// The same, but tells at once what is wrong with the options, in `message` with the option's name: reads the files
    /// that they name. Fails with errc::validation or tls.
    static result<client> make(credentials who, client_options options = {}) {
        client made(std::move(who), std::move(options));
        if (auto usable = detail::check_options(*made.core_); !usable)
            return std::move(usable).error();
        return made;
    }

    /// Validates, signs, sends and waits for the answer. Nothing is sent when a rule is broken. Fails with
    /// errc::validation, credentials, signing, transport, proxy, tls, timeout, protocol, or api, which carries the
    /// service's error, and with errc::rate_limited, circuit_open or busy where the options ask for these. A member of
    /// the answer whose value does not fit is left out of the output and costs no other: give the call `details` to
    /// hear of it.
    template <operation_input Op>
    result<typename Op::Output> call(const Op& input) const {
        return call<Op>(detail::erase(input));
    }
    template <operation_input Op>
    result<typename Op::Output> call(const Op& input, const call_options<Op>& options) const {
        return call<Op>(detail::erase(input, options));
    }

    /// The call as a curl command, signed as of now, without making it: for people to look at and send around. What
    /// authorizes it is left out, and so is what is called a token, secret, password, signature or cookie among fields
    /// and parameters; members of a JSON body are shown as they are. Fails as `call` does before anything is sent.
    template <operation_input Op>
    result<std::string> dump(const Op& input, const call_options<Op>& options = {}) const {
        return detail::dump(*core_, detail::erase(input, options));
    }

    /// The same without waiting: include <bindery/async_client.hpp>. `token` is any Asio completion token; the
    /// completion signature is `void(result<Output>)`. I/O runs on the completion handler's associated executor.
    /// Supports terminal cancellation, which completes the call with errc::cancelled. The input is not looked at any
    /// more once the call has begun; tokens that begin it later, such as `deferred`, keep a copy of it and of the
    /// client until then. A call keeps no client: it is cancelled when the last copy goes. What goes through pages or
    /// waits for a state has a copy of its own.
    template <operation_input Op, class Token>
    auto async_call(const Op& input, const call_options<Op>& options, Token&& token) const;
    template <operation_input Op, class Token>
    auto async_call(const Op& input, Token&& token) const;

    /// All items of an answer that comes in pages, asked for as they are needed: include <bindery/paging.hpp>.
    ///
    ///     for (auto& item : cloud.pages(op))   // a result<Item>& each
    ///
    /// Begins with the page that the input asks for; see `pager`.
    template <paged_operation Op>
    pager<Op> pages(Op input) const;
    template <paged_operation Op>
    pager<Op> pages(Op input, page_options<Op> options) const;

    /// Calls again and again until the answer's state is one of those that the page calls final, and returns that
    /// answer: include <bindery/paging.hpp>. Fails with errc::task_failed when it is a failing one, errc::not_finished
    /// when the time is up, and as `call` does when a call fails.
    template <awaited_operation Op>
    result<typename Op::Output> wait(const Op& input) const;
    template <awaited_operation Op>
    result<typename Op::Output> wait(const Op& input, const wait_options<Op>& options) const;

    /// The same until `is_done(answer)`, for any operation. It gives a bool, or a result<bool> whose error ends the
    /// wait and is returned.
    template <operation_input Op, class Condition>
    result<typename Op::Output> wait_until(const Op& input, Condition is_done, const wait_options<Op>& options) const;
    template <operation_input Op, class Condition>
    result<typename Op::Output> wait_until(const Op& input, Condition is_done) const;

    /// The same without blocking: include <bindery/async_paging.hpp>. With tokens, executors and cancellation it is as
    /// with `async_call`; what `is_done` refers to must live until the wait has completed.
    template <awaited_operation Op, class Token>
    auto async_wait(const Op& input, const wait_options<Op>& options, Token&& token) const;
    template <operation_input Op, class Condition, class Token>
    auto async_wait_until(const Op& input, Condition is_done, const wait_options<Op>& options, Token&& token) const;

private:
    template <operation_input Op>
    result<typename Op::Output> call(detail::erased_call what) const {
        auto output = reflect::blank<typename Op::Output>();
        what.out = &output;
        if (auto done = detail::call(core_, what); !done)
            return std::move(done).error();
        return output;
    }

    std::shared_ptr<detail::core> core_;
};

} // namespace bindery

#endif
