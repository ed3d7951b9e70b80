#ifndef BINDERY_CLIENT_IMPL_KEPT_CONNECTION_HPP
#define BINDERY_CLIENT_IMPL_KEPT_CONNECTION_HPP

#include <bindery/client/impl/workspace.hpp>

#include <chrono>
#include <memory>

namespace bindery::detail {

/// What connections of every kind have besides their socket.
struct kept_connection {
    std::unique_ptr<workspace> work; ///< of the call that it has: one that waits for the next call takes little memory
    std::chrono::steady_clock::time_point idle_since;
};

} // namespace bindery::detail

#endif
