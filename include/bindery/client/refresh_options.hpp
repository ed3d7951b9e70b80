#ifndef BINDERY_CLIENT_REFRESH_OPTIONS_HPP
#define BINDERY_CLIENT_REFRESH_OPTIONS_HPP

#include <bindery/client/options.hpp>

namespace bindery {

/// How credentials are kept fresh.
struct refresh_options {
    /// So long before they expire they are got anew, by one call, while others go on with those that are still good; a
    /// quarter of their life if that is less.
    std::chrono::milliseconds margin{300'000};
    /// After an attempt to get them nobody tries again for so long. Calls that have none to go on with fail with what
    /// the attempt failed with.
    std::chrono::milliseconds pause{1'000};
    std::chrono::milliseconds timeout{15'000}; ///< for one attempt, whatever it takes
    tls_options tls{};                         ///< of the services that are asked
    std::function<std::int64_t()> clock{};     ///< milliseconds since 1970; default: the system's
};

} // namespace bindery

#endif
