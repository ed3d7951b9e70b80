#ifndef BINDERY_CLIENT_OPTIONS_HPP
#define BINDERY_CLIENT_OPTIONS_HPP

#include <bindery/client/content_coding.hpp>
#include <bindery/client/header.hpp>
#include <bindery/client/hosts.hpp>
#include <bindery/client/phase_limits.hpp>
#include <bindery/client/proxy.hpp>
#include <bindery/client/rate_keeping.hpp>
#include <bindery/client/tls_options.hpp>
#include <bindery/client/transport.hpp>
#include <bindery/model/concepts.hpp>
#include <bindery/observer.hpp>
#include <bindery/protocol/circuit_breaker.hpp>
#include <bindery/protocol/deduplication_id.hpp>
#include <bindery/protocol/provider.hpp>
#include <bindery/protocol/retry_policy.hpp>
#include <bindery/protocol/turnstile.hpp>
#include <bindery/reading.hpp>
#include <bindery/relaxation.hpp>
#include <bindery/types/optional.hpp>
#include <bindery/types/text.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace bindery {

/// A client's settings; all have working defaults.
struct client_options {
    /// Connect here for every operation, e.g. "https://127.0.0.1:8443" of a sandbox. The operation's own host still
    /// travels in the Host field, is signed, and is the name the certificate must have. A path goes before those of all
    /// requests and is not signed: that of a gateway which takes it away.
    std::string endpoint{};
    std::vector<other_host> hosts{}; ///< in place of the pages'; the first that fits an operation's counts
    /// Sent with every request besides User-Agent (`bindery/<version>`) and Accept, which it may replace; one of these
    /// with an empty value is not sent. Fields that are signed, or that frame the message, are refused.
    std::vector<header> headers{};
    std::string region{};                             ///< for operations that need one, unless the call says which
    std::string language{};                           ///< of the service's messages, e.g. "en-US"
    std::chrono::milliseconds connect_timeout{5'000}; ///< to resolve, connect and greet
    std::chrono::milliseconds timeout{30'000};        ///< for the whole call
    phase_limits phases{};                            ///< within these two
    std::size_t max_response_header = 32 * 1024;      ///< bytes; interim answers, chunk extensions, trailers included
    /// Bytes, and bytes of memory taken for it; coded as well as decoded.
    std::size_t max_response_body = 64 * 1024 * 1024;
    std::size_t max_response_text = 0;    ///< bytes of one text; 0: as many as the body may have
    std::size_t max_response_depth = 128; ///< of nested objects and lists, 255 at most
    /// Bytes of all that is made of an answer, see read_limits::max_memory.
    std::size_t max_response_memory = 256 * 1024 * 1024;
    content_coding coding{}; ///< of answers; by default none is asked for, and none understood
    /// Whether an answer with a value that does not fit its member is refused, for tests. Otherwise the member is left
    /// out of the output, and told in `call_details`.
    strictness answers = strictness::tolerant;
    std::size_t max_idle_connections = 32; ///< kept open per endpoint
    /// Open at once per endpoint and host, those without work included; further calls wait in the order in which they
    /// came, within their time. Blocking calls count for themselves, and so do those of each execution context. 0: any
    /// number.
    std::uint32_t max_connections = 0;
    std::chrono::milliseconds max_idle_time{50'000}; ///< after which a kept connection is not used again
    tls_options tls{};
    /// Takes requests to their services in place of the client's own connections, and of all that is said of those.
    bindery::transport transport{};
    bindery::proxy proxy{}; ///< none, whatever the environment says: `proxy::from_environment()` asks that
    /// When a call is made again after a failure that may pass; nothing: never. `timeout` is for all attempts together.
    std::optional<retry_policy> retries{};
    rate_keeping rates{}; ///< of calls, as the pages state them; by default the service counts alone
    deduplication_ids ids = deduplication_ids::callers;
    std::optional<breaker_policy> breaker{};        ///< of each host's circuit; nothing: there is none
    std::optional<concurrency_limit> concurrency{}; ///< of each operation; nothing: any number
    /// By how much, a day at most, the clock may be corrected for a host that refuses the time of a signature and says
    /// what time it is. 0: not at all. Without TLS anybody on the way can set it.
    std::chrono::seconds max_clock_skew{0};
    /// Who is told of each call and of its attempts, in this order; null ones are left out.
    std::vector<std::shared_ptr<observer>> observers{};
    std::vector<relaxation> relaxed{}; ///< rules of requests that are not enforced
    /// How requests to a provider are signed and what carries them, in place of its own choice; of two for one provider
    /// the first counts.
    std::vector<protocol::scheme> schemes{};
    std::function<std::int64_t()> clock{}; ///< milliseconds since 1970, for signatures; default: the system's
};

struct call_details;

/// Settings of one call.
template <operation_input Op>
struct call_options {
    /// A region that the page does not list does not compile.
    optional<typename Op::region> region{};
    std::string host{};                     ///< in place of the page's and of the client's, see `other_host::name`
    std::chrono::milliseconds timeout{0};   ///< for the whole call; 0: the client's
    std::optional<retry_policy> retries{};  ///< instead of the client's; its budget stays the client's
    std::optional<over_rate> over{};        ///< instead of the client's
    std::optional<phase_limits> phases{};   ///< instead of the client's
    std::optional<deduplication_ids> ids{}; ///< instead of the client's
    std::vector<header> headers{};          ///< besides the client's, of which they replace those of the same name
    std::vector<relaxation> relaxed{};      ///< rules that are not enforced, besides those of the client
    call_details* details = nullptr;        ///< takes what the output does not tell; null: nothing is kept
};

} // namespace bindery

#endif
