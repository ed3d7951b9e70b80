#ifndef BINDERY_PROTOCOL_GATEWAY_HPP
#define BINDERY_PROTOCOL_GATEWAY_HPP

// A cloud as its servers see it. Apart from provider.hpp so that a program that only calls neither reads nor links what
// only a server needs.

#include <bindery/protocol/message.hpp>
#include <bindery/protocol/provider.hpp>
#include <bindery/reflect/shape.hpp>
#include <bindery/signing/credentials.hpp>
#include <bindery/signing/request.hpp>
#include <bindery/signing/verdict.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>

namespace bindery::protocol {

/// What a received request says it is: views into the request, in its own bytes, whatever they are.
struct address {
    std::string_view service; ///< empty when the request does not tell
    std::string_view action;
    std::string_view version;
    std::string_view region;
};

/// What a server holds signatures against.
struct verification_context {
    std::int64_t now; ///< seconds since 1970
    std::function<std::shared_ptr<const signing::credentials>(std::string_view secret_id)> find_credentials;
    bool refuse_unsigned_payloads = false;
    bool refuse_repeated_signatures = false;
    std::span<const std::string> schemes{}; ///< names of those taken; empty: those that the gateway deems sound
    bool explain_mismatches = false;        ///< whether callers are shown what was computed of their requests
};

/// Judges signatures. Keeps buffers, so it belongs to one call, and thereby one thread, at a time; a dispatcher makes
/// one for each incoming_call and uses it for one request after another.
class request_verifier {
public:
    virtual ~request_verifier() = default;

    /// Whether the request is signed by the owner of the secret id that it claims, and in time. `received` is one that
    /// the gateway identified. Claims nothing. What `context` throws passes through; for its own failures there is
    /// verdict::failed.
    virtual signing::verdict verify(const request& received, const verification_context& context) = 0;

    // Of the last request, valid until the next one; the views may point into it.

    /// What the caller may be told besides a verdict that is not ok: which scheme was not taken, or, where the context
    /// says so, what was computed of the request. Never a signature that was computed, nor a key or token.
    virtual std::string explanation() const { return {}; }

    /// Whose request it claims to be; proven when the verdict was ok.
    virtual std::string_view secret_id() const noexcept = 0;
    /// What must be claimed so that the request, judged ok, is taken once; an empty text: nothing.
    virtual signing::nonce nonce() const noexcept = 0;
};

/// Why a server refuses a call before the operation's own handler sees it.
enum class refusal : unsigned char {
    unknown_action,
    unknown_version,
    missing_region,
    unsupported_region,
    unsupported_method,
    too_large,
    throttled,
    unreadable, ///< the body is not what it should be
    duplicate,  ///< its deduplication id was seen
    internal,
};

/// The server's side of a provider. Stateless and thread-safe: all functions are called by many threads at once. It
/// outlives every dispatcher that has a handler of it. Whatever a request holds, an answer is well-formed and valid
/// UTF-8, and no control character or change of text direction in it comes from the request. What a function throws is
/// answered with the internal error.
class gateway {
public:
    virtual ~gateway() = default;

    /// As operations name it, and as it stands in the keys of nonces and quotas. Never changes.
    virtual std::string_view name() const noexcept = 0;

    /// Called once for each incoming_call and gateway.
    virtual std::unique_ptr<request_verifier> make_verifier() const = 0;

    /// Which operation is asked for; nothing when the request is not one of this provider. Called first, with requests
    /// of any kind, in the order in which the dispatcher's handlers name their gateways; the first to know one has it.
    /// A request that is meant for the provider but signed in another way than the verifier knows is one of its, too:
    /// the verifier then says so.
    virtual std::optional<address> identify(const request& received) const = 0;

    /// Reads the input of a verified request into `out`, a blank object that `input` describes. Fails with
    /// errc::protocol: with violations where single members do not fit, with a message where nothing could be read;
    /// then a `cause` of boost::system::errc::message_size says that the input is beyond the limits. Does not validate.
    /// `out` may be half filled then.
    virtual result<void> read_input(const request& received, const reflect::structure& input, void* out,
                                    const read_limits& limits) const = 0;

    /// Puts the request id into the output, which `output` describes, and writes it; `out` is overwritten.
    virtual void write_output(const reflect::structure& output, void* value, std::string_view request_id,
                              response& out) const = 0;

    /// Writes an error of the API (errc::api): its code, HTTP status and remote_message. `host` is the request's, as it
    /// was sent. `out` is overwritten.
    virtual void write_error(const error& failure, std::string_view host, std::string_view request_id,
                             response& out) const = 0;

    // The error of the API that this provider answers with.

    /// `detail` is for people.
    virtual error refuse(refusal why, std::string_view detail) const = 0;
    /// `why` is not ok; `explanation` is the verifier's, or empty.
    virtual error refuse(signing::verdict why, std::string_view explanation) const = 0;
    /// For a request that breaks rules, of which there is one at least: the operation's own errors where the page
    /// declares a fitting one.
    virtual error refuse(const violations& broken, const operation& about) const = 0;
};

} // namespace bindery::protocol

#endif
