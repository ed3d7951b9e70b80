#ifndef BINDERY_PROTOCOL_GATEWAY_HPP
#define BINDERY_PROTOCOL_GATEWAY_HPP

// A cloud as its servers see it. Apart from provider.hpp so that a program that only calls neither reads nor links what
// only a server needs.

#include <bindery/protocol/message.hpp>
#include <bindery/protocol/provider.hpp>
#include <bindery/reflect/shape.hpp>
#include <bindery/signing/credentials.hpp>
#include <bindery/signing/verdict.hpp>

#include <functional>
#include <memory>
#include <optional>

namespace bindery::protocol {

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

/// The server's side of a provider. Stateless and thread-safe.
class gateway {
public:
    virtual ~gateway() = default;

    virtual std::string_view name() const noexcept = 0;

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
