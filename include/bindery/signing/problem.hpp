#ifndef BINDERY_SIGNING_PROBLEM_HPP
#define BINDERY_SIGNING_PROBLEM_HPP

#include <string_view>

namespace bindery::signing {

/// Why a request cannot be signed.
enum class problem {
    none,        ///< it was signed
    bad_method,  ///< the method is not 1 to 16 upper-case letters
    bad_path,    ///< the path does not begin with a slash, holds blanks or control characters, or a malformed escape
    bad_query,   ///< the query holds blanks, control characters or a malformed escape
    bad_payload, ///< a GET request has a payload, or the hash given for it is not 64 lower-case hexadecimal digits
    bad_header_name,  ///< a header's name to be signed is not a token
    bad_header_value, ///< a header's value to be signed holds CR, LF or NUL
    header_not_sent,  ///< a header to be signed is not among those sent
    header_repeated,  ///< a header is sent or named as signed more than once where the scheme leaves no room for that
    header_reserved,  ///< a header is already there that signing itself adds, or it cannot be signed
    too_many_headers, ///< more headers than `max_headers`, or more of them to be signed than `max_signed_headers`
    bad_secret_id,    ///< the secret id is empty or holds other than visible ASCII without `,` and `/`
    no_secret_key,    ///< the secret key is empty
    bad_token,        ///< the token holds CR, LF or NUL
    bad_service,      ///< the service is empty or holds other than visible ASCII without `,` and `/`
    bad_nonce,        ///< the nonce is empty, longer than `max_nonce_size` or holds other than visible ASCII
    bad_time,         ///< the time lies before 1970 or after the year 9999
    no_hash,          ///< the crypto library was built without the hash that the scheme needs
    crypto_failed,    ///< the crypto library failed
};

/// The problem in words, for an error message.
constexpr std::string_view describe(problem what) noexcept {
    switch (what) {
    case problem::none:
        return "signed";
    case problem::bad_method:
        return "the method is not 1 to 16 upper-case letters";
    case problem::bad_path:
        return "the path is not one that can be signed";
    case problem::bad_query:
        return "the query is not one that can be signed";
    case problem::bad_payload:
        return "the payload or its hash is not one that can be signed";
    case problem::bad_header_name:
        return "the name of a header to be signed is malformed";
    case problem::bad_header_value:
        return "the value of a header to be signed holds CR, LF or NUL";
    case problem::header_not_sent:
        return "a header to be signed is not sent";
    case problem::header_repeated:
        return "a header to be signed is repeated";
    case problem::header_reserved:
        return "a header is set that signing itself adds, or that cannot be signed";
    case problem::too_many_headers:
        return "there are too many headers";
    case problem::bad_secret_id:
        return "the secret id is empty or holds characters it cannot have";
    case problem::no_secret_key:
        return "there is no secret key";
    case problem::bad_token:
        return "the token holds CR, LF or NUL";
    case problem::bad_service:
        return "the service is empty or holds characters it cannot have";
    case problem::bad_nonce:
        return "the nonce is empty, too long or holds characters it cannot have";
    case problem::bad_time:
        return "the time is out of range";
    case problem::no_hash:
        return "the crypto library was built without the hash of the signing scheme";
    case problem::crypto_failed:
        return "the crypto library failed";
    }
    return "unknown problem";
}

} // namespace bindery::signing

#endif
