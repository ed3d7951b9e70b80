#ifndef BINDERY_CLIENT_RATE_KEEPING_HPP
#define BINDERY_CLIENT_RATE_KEEPING_HPP

#include <chrono>
#include <memory>
#include <string>

namespace bindery {

class rate_limiter;

/// What becomes of a call that the page's rate does not allow yet.
enum class over_rate : unsigned char {
    wait, ///< until it does; fails at once with errc::rate_limited when that is after the call's deadline
    fail, ///< at once with errc::rate_limited
};

/// Which calls to an operation count as one account's.
enum class rate_scope : unsigned char {
    account,
    region, ///< each region of an account by itself
};

/// How a client keeps to the rates that pages state, before it sends anything. Each attempt counts. Operations whose
/// page states no rate are not counted.
struct rate_keeping {
    /// Who counts, e.g. a local_rate_limiter: clients that have the same one count together. Null: nobody does.
    std::shared_ptr<rate_limiter> limiter{};
    over_rate over = over_rate::wait;
    rate_scope scope = rate_scope::account;
    std::string account{}; ///< whose calls count together, whatever they are signed with; empty: each secret id's
    /// Added to every window, since not all requests take the same time to arrive.
    std::chrono::milliseconds margin{10};
};

} // namespace bindery

#endif
