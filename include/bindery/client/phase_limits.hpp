#ifndef BINDERY_CLIENT_PHASE_LIMITS_HPP
#define BINDERY_CLIENT_PHASE_LIMITS_HPP

#include <chrono>

namespace bindery {

/// How long each part of an attempt may take, within what `connect_timeout` and `timeout` leave to it; 0: as long as
/// these do. An attempt that is late may be followed by another when the call has retries.
struct phase_limits {
    std::chrono::milliseconds resolve{0};
    std::chrono::milliseconds connect{0}; ///< to all the name's addresses together
    std::chrono::milliseconds greet{0};   ///< TLS handshake; as long for the tunnel of a proxy
    std::chrono::milliseconds send{0};    ///< the whole request
    std::chrono::milliseconds receive{0}; ///< from then on the whole answer

    friend bool operator==(const phase_limits&, const phase_limits&) = default;
};

} // namespace bindery

#endif
