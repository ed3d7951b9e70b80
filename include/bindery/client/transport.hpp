#ifndef BINDERY_CLIENT_TRANSPORT_HPP
#define BINDERY_CLIENT_TRANSPORT_HPP

#include <bindery/error.hpp>
#include <bindery/protocol/message.hpp>

#include <chrono>
#include <functional>

namespace bindery {

/// Takes a request to its service and brings the answer, in place of a client's own connections. The request is signed
/// and has all its fields, Host among them; those that frame a message (Content-Length, Connection) are the transport's
/// own. It returns by `until` or soon after. What it fails with, or throws, is the call's failure; then the service may
/// have acted. Called by the thread that calls, or on an asynchronous call's executor; by many threads at once.
using transport =
    std::function<result<protocol::response>(protocol::request request, std::chrono::steady_clock::time_point until)>;

} // namespace bindery

#endif
