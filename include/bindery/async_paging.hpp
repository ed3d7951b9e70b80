#ifndef BINDERY_ASYNC_PAGING_HPP
#define BINDERY_ASYNC_PAGING_HPP

#include <bindery/async_client.hpp>
#include <bindery/paging.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/compose.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <memory>

namespace bindery {

namespace detail {

/// The call for a page, or what is known without one.
template <class Op>
struct next_page {
    pager<Op>* of;
    bool is_posted = false;
    std::optional<result<std::optional<typename Op::Output>>> known{};

    template <class Self>
    void operator()(Self& self) {
        if (is_posted) // nothing completes within the function that begins it
            return self.complete(std::move(*known));
        known = of->settle();
        if (!known)
            return of->cloud_.async_call(of->input_, of->next_call_, std::move(self));
        is_posted = true;
        boost::asio::post(std::move(self));
    }
    template <class Self>
    void operator()(Self& self, result<typename Op::Output> page) {
        self.complete(of->take(std::move(page)));
    }
};

} // namespace detail

template <paged_operation Op>
template <class Token>
auto pager<Op>::async_next(Token&& token) {
    return boost::asio::async_compose<Token, void(result<std::optional<output>>)>(detail::next_page<Op>{this}, token);
}

namespace detail {

/// Calls and pauses in turn.
template <class Op, class Condition>
struct next_look {
    /// Stays where it is: calls are given parts of it together with the handler that owns it.
    struct everything {
        client cloud;
        Op input;
        wait_in_progress<Op, Condition> waits;
        std::optional<boost::asio::steady_timer> timer{};
    };
    std::unique_ptr<everything> all;

    template <class Self>
    void operator()(Self& self) {
        everything& mine = *all;
        mine.cloud.async_call(mine.input, mine.waits.next_call(), std::move(self));
    }
    template <class Self>
    void operator()(Self& self, result<typename Op::Output> answer) {
        everything& mine = *all;
        if (auto outcome = mine.waits.look(answer))
            return self.complete(std::move(*outcome));
        if (self.cancelled() != boost::asio::cancellation_type::none)
            return self.complete(cancelled());
        if (!mine.timer)
            mine.timer.emplace(boost::asio::any_io_executor(self.get_executor()));
        mine.timer->expires_after(mine.waits.pause());
        mine.timer->async_wait(std::move(self));
    }
    template <class Self>
    void operator()(Self& self, boost::system::error_code failure) {
        if (failure)
            self.complete(cancelled());
        else
            (*this)(self);
    }

    static error cancelled() { return {errc::cancelled, "while waiting"}; }
};

} // namespace detail

template <operation_input Op, class Condition, class Token>
auto client::async_wait_until(const Op& input, Condition is_done, const wait_options<Op>& options,
                              Token&& token) const {
    using looking = detail::next_look<Op, Condition>;
    wait_options<Op> mine = options;
    mine.call.timeout = detail::timeout_of(core_, options.call.timeout);
    auto all = std::unique_ptr<typename looking::everything>(
        new typename looking::everything{*this, input, {std::move(is_done), std::move(mine)}});
    return boost::asio::async_compose<Token, void(result<typename Op::Output>)>(looking{std::move(all)}, token);
}

template <awaited_operation Op, class Token>
auto client::async_wait(const Op& input, const wait_options<Op>& options, Token&& token) const {
    return async_wait_until(input, &detail::has_documented_end<Op>, options, std::forward<Token>(token));
}

} // namespace bindery

#endif
