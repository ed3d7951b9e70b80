#ifndef BINDERY_SIGNING_REQUEST_HPP
#define BINDERY_SIGNING_REQUEST_HPP

#include <bindery/signing/verdict.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace bindery::signing {

// Bounds on what is taken from the network, met by every honest request.
inline constexpr std::size_t max_authorization_size = 8192; ///< bytes
inline constexpr std::size_t max_headers = 256;
inline constexpr std::size_t max_signed_headers = 64;
inline constexpr std::size_t max_secret_id_size = 256; ///< bytes
inline constexpr std::size_t max_nonce_size = 128;     ///< bytes
inline constexpr std::size_t max_parameters = 4096;    ///< of a query or form

/// A header: name in any letter case, value as it travels.
struct field {
    std::string_view name;
    std::string_view value;
};

/// A query parameter, neither name nor value percent-encoded.
struct parameter {
    std::string_view name;
    std::string_view value;
};

/// A request as a server received it: views that must outlive the call they are given to.
struct received_request {
    std::string_view method;
    std::string_view target; ///< path and query, `/?a=b`
    std::span<const field> headers;
    std::string_view body;
};

/// The path of a request's target.
constexpr std::string_view target_path(std::string_view target) noexcept {
    return target.substr(0, target.find('?'));
}
/// What stands behind its question mark, nothing when there is none.
constexpr std::string_view target_query(std::string_view target) noexcept {
    const std::size_t mark = target.find('?');
    return mark == target.npos ? std::string_view() : target.substr(mark + 1);
}
/// A host without the port behind it: some official clients sign it so, whatever they send.
constexpr std::string_view without_port(std::string_view host) noexcept {
    const std::size_t colon = host.rfind(':');
    return colon == host.npos || host.find(']', colon) != host.npos ? host : host.substr(0, colon);
}

/// What a server must remember of a verified request so that it is taken once only.
struct nonce {
    std::string_view text{};  ///< no other request of the same secret id has it; empty: there is nothing to remember
    std::int64_t seconds = 0; ///< for so long would the same request be in time, and not a second longer
};

/// What a server found out about a request. Holds no secret: tokens among the signed headers are masked.
struct verification {
    verdict outcome = verdict::missing;
    std::string secret_id; ///< as claimed by the request; proven only when the outcome is `ok`
    std::string
        canonical_request; ///< this and the next as the server computed them, empty when it did not come to that
    std::string string_to_sign;
};

} // namespace bindery::signing

#endif
