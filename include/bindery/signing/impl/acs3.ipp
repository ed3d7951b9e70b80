#ifndef BINDERY_SIGNING_IMPL_ACS3_IPP
#define BINDERY_SIGNING_IMPL_ACS3_IPP

#include <bindery/signing/acs3.hpp>
#include <bindery/signing/authorization.hpp>

#include <algorithm>

namespace bindery::signing::acs3 {

namespace detail {

inline constexpr std::string_view content_sha256_header = "x-acs-content-sha256";
inline constexpr std::string_view date_header = "x-acs-date";
inline constexpr std::string_view nonce_header = "x-acs-signature-nonce";
inline constexpr std::string_view token_header = "x-acs-security-token";

inline bool must_be_signed(std::string_view name) noexcept {
    constexpr std::string_view prefix = "x-acs-";
    return equal_ignoring_case(name.substr(0, prefix.size()), prefix) || equal_ignoring_case(name, "host") ||
           equal_ignoring_case(name, "content-type");
}

inline bool is_nonce(std::string_view nonce) noexcept {
    return !nonce.empty() && nonce.size() <= max_nonce_size &&
           std::all_of(nonce.begin(), nonce.end(), [](char c) { return c > ' ' && c < 0x7f; });
}

inline bool set_key(sha256& hasher, const secret& secret_key, std::int64_t, std::string_view, hmac_sha256& out) {
    return out.set_key(hasher, secret_key.reveal());
}

} // namespace detail

BINDERY_DECL void signer::clear() noexcept {
    added_count_ = 0;
    canonical_.clear();
    string_to_sign_.clear();
    authorization_.clear();
}

BINDERY_DECL problem signer::hash_payload(const request& what) {
    if (!what.hashed_payload.empty()) {
        if (!is_hex_digest(what.hashed_payload) || !what.payload.empty())
            return problem::bad_payload;
        hashed_payload_ = hex_digest(what.hashed_payload);
        return problem::none;
    }
    sha256_digest digest;
    if (!hasher_.hash(what.payload, digest))
        return problem::crypto_failed;
    hashed_payload_ = hex_digest(digest);
    return problem::none;
}

/// Gathers the headers given and added that the scheme signs.
BINDERY_DECL problem signer::select(std::span<const field> headers) {
    selected_.clear();
    if (headers.size() > max_headers)
        return problem::too_many_headers;
    for (const field& header : headers) {
        if (!detail::must_be_signed(header.name))
            continue;
        for (const field& added : added_headers()) {
            if (equal_ignoring_case(header.name, added.name))
                return problem::header_reserved;
        }
        selected_.push_back({header.name, trim(header.value)});
    }
    selected_.insert(selected_.end(), added_headers().begin(), added_headers().end());
    return selected_.size() > max_signed_headers ? problem::too_many_headers
                                                 : sort_headers(selected_, repeated_headers::join);
}

/// The stages from the selected headers, the parameters and the payload's hash on.
BINDERY_DECL problem signer::finish(std::string_view method, std::string_view path, const credentials& who) {
    if (!is_scope_text(who.secret_id))
        return problem::bad_secret_id;
    if (who.secret_key.empty())
        return problem::no_secret_key;
    if (!is_method(method))
        return problem::bad_method;
    if (selected_.empty())
        return problem::header_not_sent;

    canonical_.open(canonical_part::method) += method;
    if (!is_target_text(path) || !append_canonical_uri(canonical_.open(canonical_part::uri), path)) {
        canonical_.clear();
        return problem::bad_path;
    }
    append_canonical_query_string(canonical_.open(canonical_part::query_string), parameters_);
    append_canonical_headers(canonical_.open(canonical_part::headers), selected_, letter_case::as_sent);
    append_signed_headers(canonical_.open(canonical_part::signed_headers), selected_);
    canonical_.open(canonical_part::hashed_payload) += hashed_payload_.view();
    canonical_.close();

    sha256_digest digest;
    if (!hasher_.hash(canonical_.text(), digest))
        return problem::crypto_failed;
    hashed_canonical_request_ = hex_digest(digest);
    string_to_sign_.append(scheme).append("\n").append(hashed_canonical_request_.view());

    const hmac_sha256* const key = keys_.get(hasher_, who.secret_key, 0, {}, detail::set_key);
    if (key == nullptr || !key->hash(hasher_, string_to_sign_, digest))
        return problem::crypto_failed;
    signature_ = hex_digest(digest);

    authorization_.append(scheme).append(" Credential=").append(who.secret_id).append(",SignedHeaders=");
    authorization_.append(canonical_.part(canonical_part::signed_headers)).append(",Signature=");
    authorization_.append(signature_.view());
    return problem::none;
}

BINDERY_DECL problem signer::sign(const request& what, const credentials& who, std::int64_t seconds,
                                  std::string_view nonce) {
    clear();
    const auto date = utc_time(seconds);
    if (seconds < 0 || !date)
        return problem::bad_time;
    if (!detail::is_nonce(nonce))
        return problem::bad_nonce;
    if (!is_header_value(who.token.reveal()))
        return problem::bad_token;
    if (const problem found = hash_payload(what); found != problem::none)
        return found;

    date_ = *date;
    nonce_ = nonce;
    added_[0] = {detail::content_sha256_header, hashed_payload_.view()};
    added_[1] = {detail::date_header, date_.view()};
    added_[2] = {detail::nonce_header, nonce_};
    added_count_ = 3;
    if (!who.token.empty()) {
        if (token_ != who.token)
            token_ = who.token;
        added_[added_count_++] = {detail::token_header, token_.reveal()};
    }

    const auto is_host = [](const field& header) { return equal_ignoring_case(header.name, "host"); };
    if (std::none_of(what.headers.begin(), what.headers.end(), is_host))
        return problem::header_not_sent;
    if (const problem found = select(what.headers); found != problem::none)
        return found;
    parameters_.assign(what.query.begin(), what.query.end());
    return finish(what.method, what.path, who);
}

BINDERY_DECL problem signer::sign_as_given(const request& what, const credentials& who) {
    clear();
    if (const problem found = hash_payload(what); found != problem::none)
        return found;
    if (const problem found = select(what.headers); found != problem::none)
        return found;
    parameters_.assign(what.query.begin(), what.query.end());
    return finish(what.method, what.path, who);
}

BINDERY_DECL result<stages> sign(const request& what, const credentials& who, std::int64_t seconds,
                                 std::string_view nonce) {
    signer once;
    if (const problem found = once.sign(what, who, seconds, nonce); found != problem::none) {
        return error{errc::signing, std::string(describe(found))};
    }
    const auto part = [&](canonical_part which) { return std::string(once.canonical_request().part(which)); };
    return stages{.hashed_payload = part(canonical_part::hashed_payload),
                  .date = std::string(utc_time(seconds)->view()),
                  .canonical_query_string = part(canonical_part::query_string),
                  .canonical_headers = part(canonical_part::headers),
                  .signed_headers = part(canonical_part::signed_headers),
                  .canonical_request = once.canonical_request().text(),
                  .hashed_canonical_request = std::string(once.hashed_canonical_request()),
                  .string_to_sign = std::string(once.string_to_sign()),
                  .signature = std::string(once.signature()),
                  .authorization = std::string(once.authorization())};
}

BINDERY_DECL verdict verifier::verify(const received_request& received, const expectations& expected,
                                      credentials_lookup lookup, nonce_claim claim_nonce) {
    signer_.clear();
    secret_id_.clear();
    const auto& headers = received.headers;
    std::string_view text;
    authorization claim;
    if (headers.size() > max_headers)
        return verdict::malformed;
    if (const verdict found = find_header(headers, "authorization", text); found != verdict::ok)
        return found;
    if (const verdict found = parse_authorization(text, scheme, claim); found != verdict::ok)
        return found;
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
    if (!seconds || !detail::is_nonce(nonce) || !is_hex_digest(content_sha256))
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
    if (!equal_in_constant_time(signer_.hashed_payload_.view(), content_sha256))
        return verdict::payload_mismatch;

    const std::size_t question = std::min(received.target.find('?'), received.target.size());
    const std::string_view query = received.target.substr(std::min(question + 1, received.target.size()));
    if (!is_target_text(query) || !split_query(query, decoded_query_, signer_.parameters_))
        return verdict::malformed;
    switch (signer_.finish(received.method, received.target.substr(0, question), *owner)) {
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

    // Until then, and not a second longer, would the same request be in time.
    const std::int64_t keep = *seconds + expected.clock_skew - expected.now + 1;
    return claim_nonce(claim.credential, nonce, keep) ? verdict::ok : verdict::replayed;
}

BINDERY_DECL verification verify(const received_request& received, const expectations& expected,
                                 credentials_lookup lookup, nonce_claim claim) {
    verifier once;
    verification found;
    found.outcome = once.verify(received, expected, lookup, claim);
    found.secret_id = once.secret_id();
    found.canonical_request = once.canonical_request();
    found.string_to_sign = once.string_to_sign();
    return found;
}

} // namespace bindery::signing::acs3

#endif
