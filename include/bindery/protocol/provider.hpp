#ifndef BINDERY_PROTOCOL_PROVIDER_HPP
#define BINDERY_PROTOCOL_PROVIDER_HPP

// What a cloud must be told to bindery as: how its requests and responses look, both ways. A user can write one; the
// library's own are in provider/.

#include <bindery/error.hpp>
#include <bindery/model/operation.hpp>
#include <bindery/protocol/message.hpp>
#include <bindery/reflect/shape.hpp>
#include <bindery/signing/credentials.hpp>
#include <bindery/signing/verdict.hpp>

#include <functional>
#include <memory>
#include <optional>

namespace bindery::protocol {

/// One call without its types.
struct call {
    const operation* about;
    const reflect::structure* input;
    const void* value;
    std::string_view host;     ///< as it travels in the Host field
    std::string_view region;   ///< empty: none
    std::string_view language; ///< of messages, e.g. "en-US"; empty: the service's choice
};

/// What makes two requests differ: nothing below the client reads a clock or a random source.
struct stamp {
    std::int64_t seconds;   ///< since 1970, UTC
    std::string_view nonce; ///< never the same twice
};

/// Turns calls into signed requests. Keeps keys and buffers, so it belongs to one thread at a time.
class request_writer {
public:
    virtual ~request_writer() = default;
    virtual result<void> write(const call& what, const signing::credentials& who, const stamp& when, request& out) = 0;
};

/// What a received request says it is.
struct address {
    std::string_view service; ///< empty when the request does not tell
    std::string_view action;
    std::string_view version;
    std::string_view region;
};

/// Where a server knows secrets and used nonces from.
struct verification_context {
    std::int64_t now; ///< seconds since 1970
    std::function<std::shared_ptr<const signing::credentials>(std::string_view secret_id)> find_credentials;
    std::function<bool(std::string_view secret_id, std::string_view nonce, std::int64_t seconds)> claim_nonce;
};

/// Judges signatures. Keeps buffers, so it belongs to one thread at a time.
class request_verifier {
public:
    virtual ~request_verifier() = default;
    virtual signing::verdict verify(const request& received, const verification_context& context) = 0;
    virtual std::string_view secret_id() const noexcept = 0;
};

/// Why a server refuses a call before the operation's own handler sees it.
enum class refusal : unsigned char {
    unknown_action,
    unknown_version,
    unsupported_region,
    unsupported_method,
    too_large,
    throttled,
    unreadable, ///< the body is not what it should be
    internal,
};

/// Names of the environment variables that a provider's users keep credentials in.
struct credential_variables {
    std::string_view secret_id;
    std::string_view secret_key;
    std::string_view token;
};

/// A cloud. Stateless and thread-safe.
class provider {
public:
    virtual ~provider() = default;

    virtual std::string_view name() const noexcept = 0;
    virtual credential_variables variables() const noexcept = 0;

    // As a client.
    virtual std::unique_ptr<request_writer> make_writer() const = 0;
    /// Reads a response's output, or the error it carries.
    virtual result<void> read_response(const response& received, const reflect::structure& output, void* out) const = 0;
    /// Whether the service says that it did nothing since calls come too fast.
    virtual bool is_throttled(const error& failure) const noexcept = 0;

    // As a server.
    virtual std::unique_ptr<request_verifier> make_verifier() const = 0;
    /// Nothing when the request is not one of this provider.
    virtual std::optional<address> identify(const request& received) const = 0;
    virtual result<void> read_input(const request& received, const reflect::structure& input, void* out) const = 0;
    /// Puts the request id into the output and writes it.
    virtual void write_output(const reflect::structure& output, void* value, std::string_view request_id,
                              response& out) const = 0;
    virtual void write_error(const error& failure, std::string_view host, std::string_view request_id,
                             response& out) const = 0;
    /// The error that this provider answers with. `detail` is for people.
    virtual error refuse(refusal why, std::string_view detail) const = 0;
    virtual error refuse(signing::verdict why) const = 0;
    /// The same for a request that breaks rules: the operation's own errors where the page declares a fitting one.
    virtual error refuse(const violations& broken, const operation& about) const = 0;
};

} // namespace bindery::protocol

#endif
