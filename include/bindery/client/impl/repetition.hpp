#ifndef BINDERY_CLIENT_IMPL_REPETITION_HPP
#define BINDERY_CLIENT_IMPL_REPETITION_HPP

#include <bindery/client/impl/core.hpp>

namespace bindery::detail {

/// The attempts of one call so far, for the loops that make them.
class repetition {
public:
    using milliseconds = std::chrono::milliseconds;

    repetition(core& on, const erased_call& what, const retry_policy& how)
        : cloud_(*what.cloud), until_(on.deadline_of(what)),
          judge_(how, on.budget_of(what, how), core::is_repeatable(what)) {}

    route::time_point until() const noexcept { return until_; }

    /// Where the attempt about to be made tells what became of it.
    protocol::attempt_facts* next() noexcept { return &(facts_ = {}); }

    /// How long to wait before another attempt; nothing: `outcome` is the call's.
    std::optional<milliseconds> ended(result<void>& outcome) {
        if (outcome) {
            judge_.succeeded();
            return std::nullopt;
        }
        error failure = std::move(outcome).error();
        outcome_unknown_ |= failure.outcome_unknown;
        facts_.throttled = cloud_.is_throttled(failure);
        const auto left = std::chrono::floor<milliseconds>(until_ - route::time_point::clock::now());
        const auto wait = judge_.failed(failure, facts_, left, core::draw_chance());
        if (wait) {
            earlier_.push_back(std::move(failure));
        } else {
            outcome = whole(std::move(failure));
        }
        return wait;
    }

    /// The caller gave up between two attempts.
    error cancelled() { return whole({errc::cancelled, "given up while waiting to call"}); }

private:
    error whole(error last) {
        last.earlier = std::move(earlier_);
        last.outcome_unknown = outcome_unknown_;
        return last;
    }

    const protocol::provider& cloud_;
    route::time_point until_;
    protocol::attempts judge_;
    protocol::attempt_facts facts_;
    std::vector<error> earlier_;
    bool outcome_unknown_ = false;
};

} // namespace bindery::detail

#endif
