#ifndef BINDERY_SIGNING_IMPL_TC3_VERIFIER_IPP
#define BINDERY_SIGNING_IMPL_TC3_VERIFIER_IPP

#include <bindery/signing/authorization.hpp>
#include <bindery/signing/impl/tc3.ipp>
#include <bindery/signing/utc.hpp>

#include <algorithm>

namespace bindery::signing::tc3 {

namespace detail {

/// A credential's parts, `<secret id>/<date>/<service>/tc3_request`.
struct credential {
    std::string_view secret_id, date, service;
};

inline bool parse_credential(std::string_view text, credential& out) noexcept {
    std::string_view* const parts[] = {&out.secret_id, &out.date, &out.service};
    for (std::string_view* part : parts) {
        const std::size_t slash = text.find('/');
        if (slash == std::string_view::npos)
            return false;
        *part = text.substr(0, slash);
        text.remove_prefix(slash + 1);
        if (!is_scope_text(*part))
            return false;
    }
    return text == scope_end;
}

inline bool has_upper_case(std::string_view text) noexcept {
    return std::any_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

} // namespace detail

BINDERY_DECL verdict verifier::verify(const received_request& received, const expectations& expected,
                                      credentials_lookup lookup) {
    signer_.clear();
    secret_id_.clear();
    nonce_ = {};
    std::string_view text;
    std::string_view timestamp;
    authorization claim;
    detail::credential credential;
    if (received.headers.size() > max_headers)
        return verdict::malformed;
    if (const verdict found = find_header(received.headers, "authorization", text); found != verdict::ok)
        return found;
    if (const verdict found = parse_authorization(text, scheme, claim); found != verdict::ok)
        return found;
    if (!detail::parse_credential(claim.credential, credential))
        return verdict::malformed;
    secret_id_ = credential.secret_id;
    if (const verdict found = find_header(received.headers, "x-tc-timestamp", timestamp); found != verdict::ok)
        return found;
    const std::optional<std::int64_t> sent = parse_unix_time(timestamp);
    if (!sent)
        return verdict::malformed;
    const std::int64_t seconds = *sent;

    std::string_view content_type;
    std::string_view host;
    if (const verdict found = find_header(received.headers, "content-type", content_type); found != verdict::ok)
        return found;
    if (const verdict found = find_header(received.headers, "host", host); found != verdict::ok)
        return found;
    if (!lists_header(claim.signed_headers, "content-type") || !lists_header(claim.signed_headers, "host")) {
        return verdict::unsigned_header;
    }
    if (credential.date != utc_date(seconds)->view() || credential.service != expected.service)
        return verdict::wrong_scope;
    std::string_view content_sha256;
    if (find_header(received.headers, content_sha256_header, content_sha256) == verdict::malformed)
        return verdict::malformed;
    const payload_signing payload = content_sha256 == unsigned_payload ? payload_signing::none : payload_signing::whole;
    if (payload == payload_signing::none && expected.payload_signed == payload_signing::whole)
        return verdict::unsigned_payload;
    if (is_expired(seconds, expected.now, expected.clock_skew))
        return verdict::expired;
    const std::shared_ptr<const credentials> owner = lookup(credential.secret_id);
    if (owner == nullptr)
        return verdict::unknown_secret_id;

    request rebuilt{.method = received.method,
                    .path = target_path(received.target),
                    .query = target_query(received.target),
                    .headers = received.headers,
                    .payload = received.body,
                    .service = credential.service,
                    .signed_headers = claim.signed_headers,
                    .payload_signed = payload};
    const auto matches = [&](letter_case values) {
        switch (signer_.sign_once(rebuilt, *owner, seconds, values)) {
        case problem::none:
            break;
        case problem::header_not_sent:
            return verdict::missing;
        case problem::bad_secret_id:
        case problem::no_secret_key:
            return verdict::unknown_secret_id;
        case problem::bad_token:
        case problem::crypto_failed:
            return verdict::failed;
        default:
            return verdict::malformed;
        }
        return equal_in_constant_time(signer_.signature(), claim.signature) ? verdict::ok : verdict::mismatch;
    };
    verdict found = verdict::mismatch;
    if (detail::has_upper_case(content_type))
        found = matches(letter_case::lower);
    if (found == verdict::mismatch)
        found = matches(letter_case::lower_except_content_type);
    if (found == verdict::mismatch && without_port(host).size() != host.size()) {
        headers_.assign(received.headers.begin(), received.headers.end());
        for (field& each : headers_)
            if (equal_ignoring_case(each.name, "host"))
                each.value = without_port(host);
        rebuilt.headers = headers_;
        found = matches(letter_case::lower_except_content_type);
        rebuilt.headers = received.headers;
        if (found == verdict::mismatch) // what was computed of the request as it was sent is what may be shown
            found = matches(letter_case::lower_except_content_type);
    }
    if (found != verdict::ok)
        return found;

    std::string_view token;
    if (find_header(received.headers, "x-tc-token", token) == verdict::malformed)
        return verdict::malformed;
    if (!equal_in_constant_time(token, owner->token.reveal()))
        return verdict::bad_token;
    nonce_ = {claim.signature, seconds + expected.clock_skew - expected.now + 1};
    return verdict::ok;
}

BINDERY_DECL verification verify(const received_request& received, const expectations& expected,
                                 credentials_lookup lookup) {
    verifier once;
    verification found;
    found.outcome = once.verify(received, expected, lookup);
    found.secret_id = once.secret_id();
    found.canonical_request = once.canonical_request();
    found.string_to_sign = once.string_to_sign();
    return found;
}

} // namespace bindery::signing::tc3

#endif
