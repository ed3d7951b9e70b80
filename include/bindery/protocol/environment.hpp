#ifndef BINDERY_PROTOCOL_ENVIRONMENT_HPP
#define BINDERY_PROTOCOL_ENVIRONMENT_HPP

#include <bindery/admission.hpp>
#include <bindery/protocol/call_context.hpp>
#include <bindery/protocol/request_id.hpp>
#include <bindery/protocol/store_step.hpp>
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

    /// Remembers a call, all at once, or says what is against it. Asked at most once for each request that is signed by
    /// `what.account` and whose input has been read, when there is something to remember: a nonce (the key names
    /// provider, secret id and nonce), the rate that the operation's page states, the deduplication id of an input that
    /// breaks no rule. `what.id` is the request id. `done` may be completed before this returns, or later by any
    /// thread; no thread waits for it. When this throws, it keeps no `done`. What is refused or full is answered with
    /// the provider's error for it, a failure with its internal error.
    virtual void admit(const admission_wish& what, store_step done) = 0;

    /// Gives back what was claimed under `key` by the wish with this id, if it still holds it: the call came to
    /// nothing. Its answer is given when `done` is completed.
    virtual void release(std::string_view key, std::string_view id, store_step done) = 0;

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
