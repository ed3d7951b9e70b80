#ifndef BINDERY_OBSERVER_HPP
#define BINDERY_OBSERVER_HPP

#include <bindery/error.hpp>
#include <bindery/model/operation.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace bindery {

// What a client tells of its calls to those who watch them: names, times, sizes and outcomes. Nothing of what requests
// and answers hold is told but the service's error code and request id, so no secret, signature or value of a member
// can come this way.

/// What time was spent on; all of it together is the duration of the call, or of the attempt.
struct time_spent {
    using duration = std::chrono::nanoseconds;

    duration turn{};        ///< waiting for a turn, see `client_options::concurrency`; of the call alone
    duration permit{};      ///< until the rate allows it, see `client_options::rates`
    duration credentials{}; ///< looking for credentials, or waiting for them
    duration connection{};  ///< waiting for a connection, see `client_options::max_connections`
    duration preparing{};   ///< validating, writing, signing
    duration resolving{};
    duration connecting{};
    duration tunnelling{}; ///< through a proxy
    duration greeting{};   ///< TLS
    duration sending{};
    duration receiving{}; ///< from the end of the request to the first byte of the answer
    duration reading{};   ///< from there until the output is made of it
    duration pausing{};   ///< between attempts; of the call alone
};

/// A call that is told of. Its texts live only while it is told.
struct observed_call {
    std::uint64_t number; ///< that no other call of this process has
    const operation& about;
    std::string_view provider;
    std::string_view host; ///< that is called, with its port if that is not the usual one
};

/// How an attempt or a call ended. `code` and `request_id` are texts from outside: of any length, with any bytes.
struct observed_outcome {
    std::optional<errc> failure{}; ///< nothing: it succeeded
    bindery::phase phase{};        ///< in which it failed
    int http_status = 0;           ///< 0: no answer
    std::string_view code{};       ///< the service's error code
    std::string_view request_id{}; ///< the service's; empty: it told none
    bool outcome_unknown = false;  ///< it failed, and the service may have acted all the same
};

/// An attempt whose request was signed and about to go out. What ended before that is told of the call alone.
struct observed_attempt {
    std::uint32_t number = 1;   ///< within the call
    std::string_view address{}; ///< what is connected to, a name or an IP address; a proxy between is not told
    std::string_view port{};
    bool tls = false;
    std::string_view method{};        ///< of HTTP
    bool reused = false;              ///< the connection had carried another call
    std::uint64_t bytes_sent = 0;     ///< of the HTTP message, of the one sent last; of its body with a transport
    std::uint64_t bytes_received = 0; ///< likewise
    observed_outcome outcome{};
    time_spent::duration duration{};
    time_spent spent{};
    std::optional<std::chrono::milliseconds> pause{}; ///< after which it is made again; nothing: it was the last
};

struct observed_end {
    std::uint32_t attempts = 0; ///< whose requests were about to go out; 0: the call never came so far
    observed_outcome outcome{};
    time_spent::duration duration{};
    time_spent spent{};
};

/// Is told of every call of the clients that have it among `client_options::observers`. Called by many threads at once:
/// the one that calls, and those that an asynchronous call runs on. The call waits until it returns, so what takes long
/// (a network, a full disk) belongs to a thread of its own. It may make calls, and may not cancel the one it is told
/// of. Nothing may be thrown.
class observer {
public:
    virtual ~observer() = default;

    virtual void call_begins(const observed_call&) noexcept {}
    virtual void attempt_ends(const observed_call&, const observed_attempt&) noexcept {}
    /// Once for each call that has begun, before it completes. A call that is dropped with the execution context it ran
    /// on ends as cancelled.
    virtual void call_ends(const observed_call&, const observed_end&) noexcept {}
};

} // namespace bindery

#endif
