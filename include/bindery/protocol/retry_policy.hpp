#ifndef BINDERY_PROTOCOL_RETRY_POLICY_HPP
#define BINDERY_PROTOCOL_RETRY_POLICY_HPP

#include <chrono>
#include <cstdint>

namespace bindery {

/// How often and when a call is made again after an attempt that failed for a while. Only what is safe is repeated:
/// nothing was sent yet, the service says that it did nothing, the operation only reads, or the request carries an id
/// that the service takes once.
struct retry_policy {
    std::uint32_t max_attempts = 3;                   ///< of a call, the first included; 1: never again
    std::chrono::milliseconds base_delay{50};         ///< the first wait is random up to this; each next up to twice it
    std::chrono::milliseconds throttled_delay{1'000}; ///< instead, when the service said that calls come too fast
    std::chrono::milliseconds max_delay{20'000};      ///< of any wait; a service that asks for more is not called again
    /// Tokens that the calls to one endpoint share: an attempt that is repeated takes some, a call that succeeds at
    /// once gives one back, and without them nothing is repeated. 0: without a budget.
    std::uint32_t budget = 500;
    std::uint32_t transient_cost = 14; ///< tokens
    std::uint32_t throttled_cost = 5;  ///< tokens
};

} // namespace bindery

#endif
