#ifndef BINDERY_SIGNING_IMPL_TC3_IPP
#define BINDERY_SIGNING_IMPL_TC3_IPP

#include <bindery/signing/tc3.hpp>
#include <bindery/signing/utc.hpp>

#include <charconv>

namespace bindery::signing::tc3 {

namespace detail {

inline constexpr std::string_view scope_end = "tc3_request";

inline std::string_view bytes_of(const digest_bytes& digest) noexcept {
    return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

inline bool derive_day_key(hash_function& hasher, const secret& secret_key, std::int64_t day, std::string_view service,
                           keyed_hash& out) {
    signing_keys keys;
    return derive(hasher, secret_key, utc_date(day * 86'400)->view(), service, keys) &&
           out.set_key(hasher, bytes_of(keys.signing));
}

/// Of what may change though all else repeats.
inline problem judge(const credentials& who, std::int64_t seconds) noexcept {
    if (seconds < 0 || seconds > last_utc_second)
        return problem::bad_time;
    return is_header_value(who.token.reveal()) ? problem::none : problem::bad_token;
}

} // namespace detail

BINDERY_DECL signing_keys::~signing_keys() {
    for (digest_bytes* key : {&date, &service, &signing})
        signing::detail::wipe(key->data(), key->size());
}

BINDERY_DECL bool derive(hash_function& hasher, const secret& secret_key, std::string_view date,
                         std::string_view service, signing_keys& out) noexcept {
    keyed_hash hmac;
    return hmac.set_key(hasher, secret_key.reveal(), "TC3") && hmac.hash(hasher, date, out.date) &&
           hmac.set_key(hasher, detail::bytes_of(out.date)) && hmac.hash(hasher, service, out.service) &&
           hmac.set_key(hasher, detail::bytes_of(out.service)) && hmac.hash(hasher, detail::scope_end, out.signing);
}

BINDERY_DECL void signer::clear() noexcept {
    last_.forget();
    canonical_.clear();
    timestamp_.clear();
    credential_scope_.clear();
    string_to_sign_.clear();
    authorization_.clear();
}

/// Whether the request differs from the last one in nothing but the payload and the time.
BINDERY_DECL bool signer::repeats(const request& what, const credentials& who) {
    last_.start();
    for (const std::string_view part : {what.method, what.path, what.query, what.service, what.signed_headers})
        last_.add(part);
    last_.add(who.secret_id);
    for (const field& header : what.headers) {
        last_.add(header.name);
        last_.add(header.value);
    }
    return last_.same();
}

/// Stage one, with the payload's hash still to be filled in.
BINDERY_DECL problem signer::canonicalize(const request& what, letter_case values) {
    if (!is_method(what.method))
        return problem::bad_method;
    if (what.path.empty() || what.path.front() != '/' || !is_target_text(what.path) ||
        what.path.find('?') != std::string_view::npos) {
        return problem::bad_path;
    }
    if (!is_target_text(what.query))
        return problem::bad_query;
    if (const problem found = select_headers(what.signed_headers, what.headers, repeated_headers::refuse, selected_);
        found != problem::none) {
        return found;
    }
    if (selected_.empty())
        return problem::header_not_sent;

    canonical_.open(canonical_part::method) += what.method;
    canonical_.open(canonical_part::uri) += what.path;
    canonical_.open(canonical_part::query_string) += what.query;
    append_canonical_headers(canonical_.open(canonical_part::headers), selected_, values);
    append_signed_headers(canonical_.open(canonical_part::signed_headers), selected_);
    canonical_.open(canonical_part::hashed_payload) += hex_digest().view();
    canonical_.close();
    return problem::none;
}

/// The texts of a second, with the hashes still to be filled in.
BINDERY_DECL void signer::set_time(const request& what, const credentials& who, std::int64_t seconds) {
    seconds_ = seconds;
    char digits[20];
    timestamp_.assign(digits, std::to_chars(digits, digits + sizeof digits, seconds).ptr);
    credential_scope_.assign(utc_date(seconds)->view()).append("/").append(what.service).append("/");
    credential_scope_.append(detail::scope_end);
    string_to_sign_.assign(scheme).append("\n").append(timestamp_).append("\n").append(credential_scope_).append("\n");
    string_to_sign_.append(hex_digest().view());
    authorization_.assign(scheme).append(" Credential=").append(who.secret_id).append("/").append(credential_scope_);
    authorization_.append(", SignedHeaders=").append(canonical_.part(canonical_part::signed_headers));
    authorization_.append(", Signature=").append(hex_digest().view());
}

/// The hashes, each into its place in the texts.
BINDERY_DECL problem signer::fill_in(const request& what, const credentials& who) {
    if (who.secret_key.empty())
        return problem::no_secret_key;
    if (what.method == "GET" && !what.payload.empty())
        return problem::bad_payload;
    digest_bytes digest;
    if (!hasher_.hash(what.payload_signed == payload_signing::whole ? what.payload : unsigned_payload, digest))
        return problem::crypto_failed;
    canonical_.reopen(canonical_part::hashed_payload) += hex_digest(digest).view();
    canonical_.close();

    if (!hasher_.hash(canonical_.text(), digest))
        return problem::crypto_failed;
    hashed_canonical_request_ = hex_digest(digest);
    hashed_canonical_request_.end(string_to_sign_);

    const keyed_hash* const key =
        keys_.get(hasher_, who.secret_key, utc_day(seconds_), what.service, detail::derive_day_key);
    if (key == nullptr || !key->hash(hasher_, string_to_sign_, digest))
        return problem::crypto_failed;
    signature_ = hex_digest(digest);
    signature_.end(authorization_);
    return problem::none;
}

/// After a problem nothing is kept.
BINDERY_DECL problem signer::settle(problem found) {
    if (found == problem::none)
        last_.keep();
    else
        clear();
    return found;
}

/// All texts anew.
BINDERY_DECL problem signer::write(const request& what, const credentials& who, std::int64_t seconds,
                                   letter_case values) {
    if (const problem found = detail::judge(who, seconds); found != problem::none)
        return found;
    if (!is_scope_text(who.secret_id))
        return problem::bad_secret_id;
    if (!is_scope_text(what.service))
        return problem::bad_service;
    if (const problem found = canonicalize(what, values); found != problem::none)
        return found;
    set_time(what, who, seconds);
    return fill_in(what, who);
}

BINDERY_DECL problem signer::sign(const request& what, const credentials& who, std::int64_t seconds) {
    if (!repeats(what, who))
        return settle(write(what, who, seconds, letter_case::lower_except_content_type));
    if (const problem found = detail::judge(who, seconds); found != problem::none)
        return settle(found);
    if (seconds != seconds_)
        set_time(what, who, seconds);
    return settle(fill_in(what, who));
}

/// For a verifier: a server's requests are all different, to compare them with the last one would be in vain.
BINDERY_DECL problem signer::sign_once(const request& what, const credentials& who, std::int64_t seconds,
                                       letter_case values) {
    const problem found = write(what, who, seconds, values);
    if (found != problem::none)
        clear();
    return found;
}

BINDERY_DECL problem signer::sign_again(const request& what, const credentials& who) {
    return last_.kept() ? settle(fill_in(what, who)) : sign(what, who, seconds_);
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

} // namespace bindery::signing::tc3

#endif
