#ifndef BINDERY_CLIENT_WAIT_HPP
#define BINDERY_CLIENT_WAIT_HPP

#include <bindery/client.hpp>
#include <bindery/detail/finite_time.hpp>
#include <bindery/protocol/wait_pace.hpp>

#include <concepts>
#include <thread>

namespace bindery {

/// Settings of a wait. The pauses between calls double from `interval` to `max_interval`, and become shorter again
/// towards the end of `timeout`.
template <operation_input Op>
struct wait_options {
    call_options<Op> call{};                        ///< of each call; none goes on behind the end of the wait
    std::chrono::milliseconds timeout{600'000};     ///< for the whole wait
    std::chrono::milliseconds interval{1'000};      ///< the first pause, and the shortest
    std::chrono::milliseconds max_interval{30'000}; ///< the longest pause
    typename Op::Output* last = nullptr;            ///< takes the last answer, whatever becomes of the wait
};

namespace detail {

/// Whether the state that the operation's page documents is a final one.
template <awaited_operation Op>
result<bool> has_documented_end(const typename Op::Output& answer) {
    return protocol::has_ended(Op::about.wait, reflect::structure_of<typename Op::Output>, &answer);
}

/// One wait: what a call may take, what its answer means, how long to pause before the next.
template <class Op, class Condition>
class wait_in_progress {
public:
    using output = typename Op::Output;
    using clock = protocol::wait_pace::clock;

    /// `options.call.timeout` is not 0.
    wait_in_progress(Condition is_done, wait_options<Op> options)
        : is_done_(std::move(is_done)), options_(std::move(options)), most_(options_.call.timeout),
          pace_(clock::now() + finite_time(options_.timeout), options_.interval, options_.max_interval) {}

    /// For the next call, which is cut short by the end of the wait.
    const call_options<Op>& next_call() {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(pace_.until() - clock::now());
        options_.call.timeout = (std::min)(most_, (std::max)(left, std::chrono::milliseconds(1)));
        return options_.call;
    }

    /// What the wait has come to; nothing while it goes on, and `pause()` tells for how long to do nothing.
    std::optional<result<output>> look(result<output>& answer) {
        const auto now = clock::now();
        if (!answer) {
            if (answer.error() == errc::timeout && now >= pace_.until())
                return result<output>(protocol::wait_pace::too_late());
            return std::move(answer);
        }
        if (options_.last != nullptr)
            *options_.last = *answer;
        const result<bool> ended = is_done_(std::as_const(*answer));
        if (!ended)
            return result<output>(ended.error());
        if (*ended)
            return std::move(answer);
        const auto pause = pace_.pause(now);
        if (!pause)
            return result<output>(pause.error());
        pause_ = *pause;
        return std::nullopt;
    }
    std::chrono::milliseconds pause() const noexcept { return pause_; }

private:
    Condition is_done_;
    wait_options<Op> options_;
    std::chrono::milliseconds most_; ///< for one call
    protocol::wait_pace pace_;
    std::chrono::milliseconds pause_{0};
};

} // namespace detail

template <operation_input Op, class Condition>
result<typename Op::Output> client::wait_until(const Op& input, Condition is_done,
                                               const wait_options<Op>& options) const {
    wait_options<Op> mine = options;
    mine.call.timeout = detail::timeout_of(core_, options.call.timeout);
    detail::wait_in_progress<Op, Condition> waits(std::move(is_done), std::move(mine));
    for (;;) {
        auto answer = call(input, waits.next_call());
        if (auto outcome = waits.look(answer))
            return std::move(*outcome);
        std::this_thread::sleep_for(waits.pause());
    }
}
template <operation_input Op, class Condition>
result<typename Op::Output> client::wait_until(const Op& input, Condition is_done) const {
    return wait_until(input, std::move(is_done), wait_options<Op>{});
}

template <awaited_operation Op>
result<typename Op::Output> client::wait(const Op& input, const wait_options<Op>& options) const {
    return wait_until(input, &detail::has_documented_end<Op>, options);
}
template <awaited_operation Op>
result<typename Op::Output> client::wait(const Op& input) const {
    return wait(input, wait_options<Op>{});
}

} // namespace bindery

#endif
