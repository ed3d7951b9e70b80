#ifndef BINDERY_SIGNING_IMPL_TC3_IPP
#define BINDERY_SIGNING_IMPL_TC3_IPP

#include <bindery/signing/authorization.hpp>
#include <bindery/signing/tc3.hpp>
#include <bindery/signing/utc.hpp>

#include <algorithm>
#include <charconv>

namespace bindery::signing::tc3 {

namespace detail {

inline constexpr std::string_view scope_end = "tc3_request";

inline std::string_view bytes_of(const sha256_digest& digest) noexcept {
    return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

inline bool derive_day_key(sha256& hasher, const secret& secret_key, std::int64_t day, std::string_view service,
                           hmac_sha256& out) {
    signing_keys keys;
    return derive(hasher, secret_key, utc_date(day * 86'400)->view(), service, keys) &&
           out.set_key(hasher, bytes_of(keys.signing));
}

/// Digits only, no leading zero, not after the year 9999.
inline bool parse_timestamp(std::string_view text, std::int64_t& seconds) noexcept {
    if (text.empty() || text.size() > 12 || (text.front() == '0' && text.size() > 1))
        return false;
    if (!std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return false;
    std::from_chars(text.data(), text.data() + text.size(), seconds);
    return seconds <= last_utc_second;
}

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

BINDERY_DECL signing_keys::~signing_keys() {
    for (sha256_digest* key : {&date, &service, &signing})
        signing::detail::wipe(key->data(), key->size());
}

BINDERY_DECL bool derive(sha256& hasher, const secret& secret_key, std::string_view date, std::string_view service,
                         signing_keys& out) noexcept {
    hmac_sha256 hmac;
    return hmac.set_key(hasher, secret_key.reveal(), "TC3") && hmac.hash(hasher, date, out.date) &&
           hmac.set_key(hasher, detail::bytes_of(out.date)) && hmac.hash(hasher, service, out.service) &&
           hmac.set_key(hasher, detail::bytes_of(out.service)) && hmac.hash(hasher, detail::scope_end, out.signing);
}

BINDERY_DECL void signer::clear() noexcept {
    canonical_.clear();
    timestamp_.clear();
    credential_scope_.clear();
    string_to_sign_.clear();
    authorization_.clear();
}

BINDERY_DECL problem signer::canonicalize(const request& what, letter_case values) {
    if (!is_method(what.method))
        return problem::bad_method;
    if (what.path.empty() || what.path.front() != '/' || !is_target_text(what.path) ||
        what.path.find('?') != std::string_view::npos) {
        return problem::bad_path;
    }
    if (!is_target_text(what.query))
        return problem::bad_query;
    if (what.method == "GET" && !what.payload.empty())
        return problem::bad_payload;
    if (const problem found = select_headers(what.signed_headers, what.headers, repeated_headers::refuse, selected_);
        found != problem::none) {
        return found;
    }
    if (selected_.empty())
        return problem::header_not_sent;

    sha256_digest digest;
    if (!hasher_.hash(what.payload_signed == payload_signing::whole ? what.payload : unsigned_payload, digest)) {
        return problem::crypto_failed;
    }
    canonical_.open(canonical_part::method) += what.method;
    canonical_.open(canonical_part::uri) += what.path;
    canonical_.open(canonical_part::query_string) += what.query;
    append_canonical_headers(canonical_.open(canonical_part::headers), selected_, values);
    append_signed_headers(canonical_.open(canonical_part::signed_headers), selected_);
    canonical_.open(canonical_part::hashed_payload) += hex_digest(digest).view();
    canonical_.close();
    return problem::none;
}

BINDERY_DECL problem signer::sign(const request& what, const credentials& who, std::int64_t seconds,
                                  letter_case values) {
    clear();
    if (!is_scope_text(who.secret_id))
        return problem::bad_secret_id;
    if (who.secret_key.empty())
        return problem::no_secret_key;
    if (!is_header_value(who.token.reveal()))
        return problem::bad_token;
    if (!is_scope_text(what.service))
        return problem::bad_service;
    if (seconds < 0 || seconds > last_utc_second)
        return problem::bad_time;

    if (const problem found = canonicalize(what, values); found != problem::none)
        return found;
    sha256_digest digest;
    if (!hasher_.hash(canonical_.text(), digest))
        return problem::crypto_failed;
    hashed_canonical_request_ = hex_digest(digest);

    char digits[20];
    timestamp_.assign(digits, std::to_chars(digits, digits + sizeof digits, seconds).ptr);
    credential_scope_.append(utc_date(seconds)->view()).append("/").append(what.service).append("/");
    credential_scope_.append(detail::scope_end);
    string_to_sign_.append(scheme).append("\n").append(timestamp_).append("\n").append(credential_scope_).append("\n");
    string_to_sign_.append(hashed_canonical_request_.view());

    const hmac_sha256* const key =
        keys_.get(hasher_, who.secret_key, utc_day(seconds), what.service, detail::derive_day_key);
    if (key == nullptr || !key->hash(hasher_, string_to_sign_, digest))
        return problem::crypto_failed;
    signature_ = hex_digest(digest);

    authorization_.append(scheme).append(" Credential=").append(who.secret_id).append("/").append(credential_scope_);
    authorization_.append(", SignedHeaders=").append(canonical_.part(canonical_part::signed_headers));
    authorization_.append(", Signature=").append(signature_.view());
    return problem::none;
}

BINDERY_DECL problem signer::sign(const request& what, const credentials& who, std::int64_t seconds) {
    return sign(what, who, seconds, letter_case::lower_except_content_type);
}

BINDERY_DECL result<stages> sign(const request& what, const credentials& who, std::int64_t seconds) {
    signer once;
    if (const problem found = once.sign(what, who, seconds); found != problem::none) {
        return error{errc::signing, std::string(describe(found))};
    }
    const auto part = [&](canonical_part which) { return std::string(once.canonical_request().part(which)); };
    return stages{.hashed_payload = part(canonical_part::hashed_payload),
                  .canonical_headers = part(canonical_part::headers),
                  .signed_headers = part(canonical_part::signed_headers),
                  .canonical_request = once.canonical_request().text(),
                  .hashed_canonical_request = std::string(once.hashed_canonical_request()),
                  .timestamp = std::string(once.timestamp()),
                  .credential_scope = std::string(once.credential_scope()),
                  .string_to_sign = std::string(once.string_to_sign()),
                  .signature = std::string(once.signature()),
                  .authorization = std::string(once.authorization())};
}

BINDERY_DECL verdict verifier::verify(const received_request& received, const expectations& expected,
                                      credentials_lookup lookup) {
    signer_.clear();
    secret_id_.clear();
    std::string_view text;
    std::string_view timestamp;
    authorization claim;
    detail::credential credential;
    std::int64_t seconds = 0;
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
    if (!detail::parse_timestamp(timestamp, seconds))
        return verdict::malformed;

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
    if (is_expired(seconds, expected.now, expected.clock_skew))
        return verdict::expired;
    const std::shared_ptr<const credentials> owner = lookup(credential.secret_id);
    if (owner == nullptr)
        return verdict::unknown_secret_id;

    std::string_view content_sha256;
    switch (find_header(received.headers, content_sha256_header, content_sha256)) {
    case verdict::ok:
    case verdict::missing:
        break;
    default:
        return verdict::malformed;
    }
    const std::size_t question = std::min(received.target.find('?'), received.target.size());
    const request rebuilt{.method = received.method,
                          .path = received.target.substr(0, question),
                          .query = received.target.substr(std::min(question + 1, received.target.size())),
                          .headers = received.headers,
                          .payload = received.body,
                          .service = credential.service,
                          .signed_headers = claim.signed_headers,
                          .payload_signed =
                              content_sha256 == unsigned_payload ? payload_signing::none : payload_signing::whole};
    const auto matches = [&](letter_case values) {
        switch (signer_.sign(rebuilt, *owner, seconds, values)) {
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
    if (found != verdict::ok)
        return found;

    std::string_view token;
    if (find_header(received.headers, "x-tc-token", token) == verdict::malformed)
        return verdict::malformed;
    return equal_in_constant_time(token, owner->token.reveal()) ? verdict::ok : verdict::bad_token;
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
