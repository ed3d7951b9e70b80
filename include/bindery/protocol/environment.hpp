#ifndef BINDERY_PROTOCOL_ENVIRONMENT_HPP
#define BINDERY_PROTOCOL_ENVIRONMENT_HPP

#include <bindery/admission.hpp>
#include <bindery/protocol/call_context.hpp>
#include <bindery/protocol/request_id.hpp>
#include <bindery/signing/credentials.hpp>

#include <cstdint>
#include <memory>
#include <string_view>

namespace bindery::protocol {

/// All that a dispatcher knows of the world: no clock, socket, random source or store is reached but through it. Its
/// functions are called by many threads at once, by those that dispatch; none may call the dispatcher back. What they
/// throw is answered with the provider's internal error and told to on_internal_error. Texts they are given are valid
/// only for the call. It lives as long as any dispatcher that has it.
class environment {
public:
    virtual ~environment() = default;

    /// Milliseconds since 1970, UTC. Asked once for each request, before anything else is.
    virtual std::int64_t now() = 0;

    /// An id that no other request has. Asked once for each request; every answer carries it.
    virtual request_id new_request_id() = 0;

    /// Whose secret id this is; null for nobody's. The id is what a request claims, before its signature is judged:
    /// printable ASCII, at most signing::max_secret_id_size bytes, and nothing proven. Asked at most once for each
    /// request; who is handed out may be forgotten or changed meanwhile.
    virtual std::shared_ptr<const signing::credentials> find_credentials(std::string_view secret_id) = 0;

    /// Granted to the first to name `key` within the last `milliseconds`. Asked at most once for each request, when it
    /// is signed by `secret_id` and its rate is kept; `key` names the provider, the secret id and the nonce. When it is
    /// full, the caller gets the provider's internal error.
    virtual admission claim_nonce(std::string_view secret_id, std::string_view key, std::int64_t milliseconds) = 0;

    /// Takes one from a quota of `calls` within any `milliseconds`; refused when it is used up. Asked at most once for
    /// each signed request to an operation whose page states a rate; `key` names the secret id and the operation. When
    /// it is refused or full, the caller gets the provider's throttling error.
    virtual admission take(std::string_view secret_id, std::string_view key, std::uint32_t calls,
                           std::int64_t milliseconds) = 0;

    /// Hears of what a caller is not told: a handler that threw, or that failed with anything but an error of the API;
    /// an environment that threw or was full. `what` may come from outside the library, and both are valid only for the
    /// call. Called before the answer is given, by whatever thread gives it.
    virtual void on_internal_error(const call_context& call, std::string_view what) noexcept {
        (void)call;
        (void)what;
    }
};

} // namespace bindery::protocol

#endif
