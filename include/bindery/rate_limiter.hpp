#ifndef BINDERY_RATE_LIMITER_HPP
#define BINDERY_RATE_LIMITER_HPP

#include <bindery/admission.hpp>
#include <bindery/error.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

namespace bindery {

/// When one call may be made.
struct permit {
    admission verdict = admission::granted;
    /// Granted: after which the call may be made. Refused: after which the rate would allow it, which is longer than
    /// the caller would wait.
    std::chrono::nanoseconds wait{0};
    std::uint64_t number = 0; ///< by which one is given back
};

/// Who counts calls, in this process or for a fleet of them: a place for each call in turn, so that nobody has to ask
/// twice and all wait in the order in which they came. Thread-safe.
class rate_limiter {
public:
    struct wish {
        std::string_view key;              ///< what is counted together
        std::uint32_t calls;               ///< may be made, 1 at least,
        std::chrono::nanoseconds within;   ///< in any time of this length
        std::chrono::nanoseconds patience; ///< a place that is further away is not taken
        std::chrono::steady_clock::time_point now;
    };
    using receiver = std::function<void(result<permit>)>;

    virtual ~rate_limiter() = default;

    /// The answer of a limiter that has it at once; nothing from others, which have to be asked.
    virtual std::optional<permit> ask_now(const wish&) { return std::nullopt; }

    /// Calls `answer` exactly once: before this returns, or later on any thread. An error is for who may not call,
    /// since nobody can tell whether the rate is kept.
    virtual void ask(const wish& what, receiver answer) = 0;

    /// The call that a permit was granted for was not made.
    virtual void give_back(std::string_view key, const permit& unused) = 0;
};

} // namespace bindery

#endif
