#ifndef BINDERY_SIGNING_IMPL_ACS3_VERIFIER_IPP
#define BINDERY_SIGNING_IMPL_ACS3_VERIFIER_IPP

#include <bindery/signing/authorization.hpp>
#include <bindery/signing/impl/acs3.ipp>
#include <bindery/signing/utc.hpp>

#include <algorithm>

namespace bindery::signing::acs3 {

BINDERY_DECL verdict verifier::verify(const received_request& received, const expectations& expected,
                                      credentials_lookup lookup) {
    signer_.clear();
    secret_id_.clear();
    nonce_ = {};
    hashed_ = false;
    const auto& headers = received.headers;
    std::string_view text;
    authorization claim;
    if (headers.size() > max_headers)
        return verdict::malformed;
    if (const verdict found = find_header(headers, "authorization", text); found != verdict::ok)
        return found;
    const bool is_sm3 = text.starts_with(sm3_scheme);
    const hash_algorithm hash = is_sm3 ? hash_algorithm::sm3 : hash_algorithm::sha256;
    if (const verdict found = parse_authorization(text, scheme_of(hash), claim); found != verdict::ok)
        return found;
    if (signer_.use(hash) != problem::none)
        return verdict::other_scheme;
    if (!is_scope_text(claim.credential))
        return verdict::malformed;
    secret_id_ = claim.credential;

    std::string_view host, date, nonce, content_sha256;
    const std::pair<std::string_view, std::string_view*> needed[] = {{"host", &host},
                                                                     {detail::date_header, &date},
                                                                     {detail::nonce_header, &nonce},
                                                                     {detail::content_sha256_header, &content_sha256}};
    for (const auto& [name, value] : needed) {
        if (const verdict found = find_header(headers, name, *value); found != verdict::ok)
            return found;
    }
    const auto seconds = parse_utc_time(date);
    if (!seconds || !is_nonce(nonce) || !is_hex_digest(content_sha256))
        return verdict::malformed;
    for (const field& header : headers) {
        if (detail::must_be_signed(header.name) && !lists_header(claim.signed_headers, header.name)) {
            return verdict::unsigned_header;
        }
    }
    switch (select_headers(claim.signed_headers, headers, repeated_headers::join, signer_.selected_)) {
    case problem::none:
        break;
    case problem::header_not_sent:
        return verdict::missing;
    default:
        return verdict::malformed;
    }
    if (is_expired(*seconds, expected.now, expected.clock_skew))
        return verdict::expired;
    const std::shared_ptr<const credentials> owner = lookup(claim.credential);
    if (owner == nullptr)
        return verdict::unknown_secret_id;

    if (signer_.hash_payload({.payload = received.body}) != problem::none)
        return verdict::failed;
    hashed_ = true;
    if (!equal_in_constant_time(signer_.hashed_payload_.view(), content_sha256))
        return verdict::payload_mismatch;

    const std::string_view query = target_query(received.target);
    if (!is_target_text(query) || !split_query(query, decoded_query_, signer_.parameters_))
        return verdict::malformed;
    problem found = signer_.prepare(received.method, target_path(received.target), *owner);
    if (found == problem::none)
        found = signer_.finish(std::string_view(), *owner);
    switch (found) {
    case problem::none:
        break;
    case problem::bad_secret_id:
    case problem::no_secret_key:
        return verdict::unknown_secret_id;
    case problem::crypto_failed:
        return verdict::failed;
    default:
        return verdict::malformed;
    }
    if (!equal_in_constant_time(signer_.signature(), claim.signature))
        return verdict::mismatch;

    std::string_view token;
    if (find_header(headers, detail::token_header, token) == verdict::malformed)
        return verdict::malformed;
    if (!equal_in_constant_time(token, owner->token.reveal()))
        return verdict::bad_token;

    nonce_ = {nonce, *seconds + expected.clock_skew - expected.now + 1};
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

} // namespace bindery::signing::acs3

#endif
