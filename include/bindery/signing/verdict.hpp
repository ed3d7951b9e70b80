#ifndef BINDERY_SIGNING_VERDICT_HPP
#define BINDERY_SIGNING_VERDICT_HPP

#include <string_view>

namespace bindery::signing {

/// What verification makes of a request. The earlier of two findings is reported, in about this order. Whether a
/// request is replayed is found last, by whoever remembers nonces.
enum class verdict {
    ok,           ///< signed by the owner of the secret id, in time
    missing,      ///< there is no signature, or a header or parameter the scheme needs or says to be signed is not sent
    other_scheme, ///< the request is signed by another signing scheme, or one that the server does not take
    malformed,    ///< Authorization, a time or a nonce is not of the scheme's form, a size is absurd, a header repeated
    unsigned_header,   ///< a header that must be signed is not among the signed ones
    wrong_scope,       ///< the credential scope is of another day than the time sent, or of another service
    unsigned_payload,  ///< the payload is left out of the signature, which the server does not take
    expired,           ///< the time sent is further from the server's than the allowed clock skew
    unknown_secret_id, ///< nobody has this secret id
    payload_mismatch,  ///< the body is not the one whose hash the request states
    mismatch,          ///< the signature is another than the server computed
    bad_token,         ///< the token is not that of the credentials, or one of the two is absent
    replayed,          ///< the nonce or the signature has been seen before
    failed,            ///< the server could not tell: its crypto library failed
};

/// The verdict in words, for a log or an error message.
constexpr std::string_view describe(verdict what) noexcept {
    switch (what) {
    case verdict::ok:
        return "verified";
    case verdict::missing:
        return "a header or parameter that the signing scheme needs is missing";
    case verdict::other_scheme:
        return "the authorization is of another signing scheme";
    case verdict::malformed:
        return "the authorization or a header it relies on is malformed";
    case verdict::unsigned_header:
        return "a header that must be signed is not";
    case verdict::wrong_scope:
        return "the credential scope is of another day or service";
    case verdict::unsigned_payload:
        return "the payload must be signed";
    case verdict::expired:
        return "the time of the request is too far from the server's";
    case verdict::unknown_secret_id:
        return "the secret id is unknown";
    case verdict::payload_mismatch:
        return "the body is not the one that was hashed";
    case verdict::mismatch:
        return "the signature does not match";
    case verdict::bad_token:
        return "the token does not belong to the credentials";
    case verdict::replayed:
        return "the nonce or the signature has been used before";
    case verdict::failed:
        return "the signature could not be computed";
    }
    return "unknown verdict";
}

} // namespace bindery::signing

#endif
