#ifndef BINDERY_SIGNING_IMPL_ACS3_IPP
#define BINDERY_SIGNING_IMPL_ACS3_IPP

#include <bindery/signing/acs3.hpp>

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

/// Where the value of a header begins in a canonical header block that has it.
inline std::size_t value_of(std::string_view block, std::string_view name) noexcept {
    std::size_t line = 0;
    while (!(block.substr(line).starts_with(name) && block[line + name.size()] == ':'))
        line = block.find('\n', line) + 1;
    return line + name.size() + 1;
}

inline constexpr std::string_view hash_of_nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

inline bool set_key(hash_function& hasher, const secret& secret_key, std::int64_t, std::string_view, keyed_hash& out) {
    return out.set_key(hasher, secret_key.reveal());
}

} // namespace detail

BINDERY_DECL void signer::clear() noexcept {
    last_.forget();
    added_count_ = 0;
    canonical_.clear();
    string_to_sign_.clear();
    authorization_.clear();
}

/// What was made with another hash is of no use any more.
BINDERY_DECL problem signer::use(hash_algorithm hash) {
    if (hash == hash_)
        return problem::none;
    clear();
    if (hash == hash_algorithm::sha1)
        return problem::no_hash;
    if (hash == hash_algorithm::sm3 && sm3_ == nullptr) {
        auto made = std::make_unique<hash_function>(hash);
        if (!*made)
            return problem::no_hash;
        sm3_ = std::move(made);
    }
    hash_ = hash;
    return problem::none;
}

/// Whether method, path and given headers are those of the last request.
BINDERY_DECL bool signer::repeats(const request& what, const credentials& who) {
    last_.start();
    for (const std::string_view part : {what.method, what.path, std::string_view(who.secret_id)})
        last_.add(part);
    for (const field& header : what.headers) {
        last_.add(header.name);
        last_.add(header.value);
    }
    return last_.same();
}

BINDERY_DECL problem signer::hash_payload(const request& what) {
    if (!what.hashed_payload.empty()) {
        if (!is_hex_digest(what.hashed_payload) || !what.payload.empty())
            return problem::bad_payload;
        hashed_payload_ = hex_digest(what.hashed_payload);
        return problem::none;
    }
    if (what.payload.empty() && hash_ == hash_algorithm::sha256) {
        hashed_payload_ = hex_digest(detail::hash_of_nothing);
        return problem::none;
    }
    digest_bytes digest;
    if (!hasher().hash(what.payload, digest))
        return problem::crypto_failed;
    hashed_payload_ = hex_digest(digest);
    return problem::none;
}

BINDERY_DECL void signer::add_headers(const credentials& who, std::int64_t seconds, std::string_view nonce) {
    if (seconds != seconds_) {
        date_ = *utc_time(seconds);
        seconds_ = seconds;
    }
    nonce_ = nonce;
    added_[0] = {detail::content_sha256_header, hashed_payload_.view()};
    added_[1] = {detail::date_header, date_.view()};
    added_[2] = {detail::nonce_header, nonce_};
    added_count_ = 3;
    if (token_ != who.token)
        token_ = who.token;
    if (!token_.empty())
        added_[added_count_++] = {detail::token_header, token_.reveal()};
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

/// What is made of the selected headers, the method and the path, and stays the same for requests that repeat them.
BINDERY_DECL problem signer::prepare(std::string_view method, std::string_view path, const credentials& who) {
    if (!is_scope_text(who.secret_id))
        return problem::bad_secret_id;
    if (!is_method(method))
        return problem::bad_method;
    if (selected_.empty())
        return problem::header_not_sent;

    canonical_.open(canonical_part::method) += method;
    if (!is_target_text(path) || !append_canonical_uri(canonical_.open(canonical_part::uri), path)) {
        canonical_.clear();
        return problem::bad_path;
    }
    canonical_.open(canonical_part::query_string);
    canonical_headers_.clear();
    append_canonical_headers(canonical_headers_, selected_, letter_case::as_sent);
    signed_headers_.clear();
    append_signed_headers(signed_headers_, selected_);
    string_to_sign_.assign(scheme_of(hash_)).append("\n").append(hex_digest().view());
    authorization_.assign(scheme_of(hash_)).append(" Credential=").append(who.secret_id).append(",SignedHeaders=");
    authorization_.append(signed_headers_).append(",Signature=").append(hex_digest().view());
    return problem::none;
}

/// The stages from the parameters and the payload's hash on.
BINDERY_DECL problem signer::finish(std::string_view canonical_query, const credentials& who) {
    if (who.secret_key.empty())
        return problem::no_secret_key;
    std::string& query = canonical_.reopen(canonical_part::query_string);
    query += canonical_query;
    append_canonical_query_string(query, parameters_);
    canonical_.open(canonical_part::headers) += canonical_headers_;
    canonical_.open(canonical_part::signed_headers) += signed_headers_;
    canonical_.open(canonical_part::hashed_payload) += hashed_payload_.view();
    canonical_.close();

    digest_bytes digest;
    if (!hasher().hash(canonical_.text(), digest))
        return problem::crypto_failed;
    hashed_canonical_request_ = hex_digest(digest);
    hashed_canonical_request_.end(string_to_sign_);

    // The slots of one key are told apart by its use, which is not that of a service here.
    const std::string_view use = hash_ == hash_algorithm::sha256 ? std::string_view() : scheme_of(hash_);
    const keyed_hash* const key = keys_.get(hasher(), who.secret_key, 0, use, detail::set_key);
    if (key == nullptr || !key->hash(hasher(), string_to_sign_, digest))
        return problem::crypto_failed;
    signature_ = hex_digest(digest);
    signature_.end(authorization_);
    return problem::none;
}

BINDERY_DECL problem signer::finish(const request& what, const credentials& who) {
    if (!is_target_text(what.canonical_query) || !(what.query.empty() || what.canonical_query.empty()))
        return problem::bad_query;
    parameters_.assign(what.query.begin(), what.query.end());
    return finish(what.canonical_query, who);
}

/// With `again` the header block is the last one but for the values of the first added headers.
BINDERY_DECL problem signer::attempt(const request& what, const credentials& who, std::int64_t seconds,
                                     std::string_view nonce, bool again) {
    if (seconds < 0 || seconds > last_utc_second)
        return problem::bad_time;
    if (!is_nonce(nonce))
        return problem::bad_nonce;
    if (!is_header_value(who.token.reveal()))
        return problem::bad_token;
    if (const problem found = hash_payload(what); found != problem::none)
        return found;
    add_headers(who, seconds, nonce);
    if (!again) {
        const auto is_host = [](const field& header) { return equal_ignoring_case(header.name, "host"); };
        if (std::none_of(what.headers.begin(), what.headers.end(), is_host))
            return problem::header_not_sent;
        if (const problem found = select(what.headers); found != problem::none)
            return found;
        if (const problem found = prepare(what.method, what.path, who); found != problem::none)
            return found;
        for (std::size_t i = 0; i != value_at_.size(); ++i)
            value_at_[i] = detail::value_of(canonical_headers_, added_[i].name);
    }
    for (std::size_t i = 0; i != value_at_.size(); ++i)
        added_[i].value.copy(canonical_headers_.data() + value_at_[i], added_[i].value.size());
    return finish(what, who);
}

/// After a problem nothing is kept.
BINDERY_DECL problem signer::settle(problem found) {
    if (found == problem::none)
        last_.keep();
    else
        clear();
    return found;
}

BINDERY_DECL problem signer::sign(const request& what, const credentials& who, std::int64_t seconds,
                                  std::string_view nonce) {
    if (const problem found = use(what.hash); found != problem::none)
        return found;
    const bool again = repeats(what, who) && nonce.size() == nonce_.size() && who.token == token_;
    return settle(attempt(what, who, seconds, nonce, again));
}

BINDERY_DECL problem signer::sign_again(const request& what, const credentials& who, std::string_view nonce) {
    if (!last_.kept() || nonce.size() != nonce_.size() || what.hash != hash_)
        return sign(what, who, seconds_, nonce);
    return settle(attempt(what, who, seconds_, nonce, true));
}

BINDERY_DECL problem signer::sign_as_given(const request& what, const credentials& who) {
    clear();
    if (const problem found = use(what.hash); found != problem::none)
        return found;
    if (const problem found = hash_payload(what); found != problem::none)
        return found;
    if (const problem found = select(what.headers); found != problem::none)
        return found;
    if (const problem found = prepare(what.method, what.path, who); found != problem::none)
        return found;
    return finish(what, who);
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

} // namespace bindery::signing::acs3

#endif
