#ifndef BINDERY_SIGNING_IMPL_PARAMETER_VERIFIER_IPP
#define BINDERY_SIGNING_IMPL_PARAMETER_VERIFIER_IPP

#include <bindery/signing/authorization.hpp>
#include <bindery/signing/impl/parameter_scheme.ipp>
#include <bindery/signing/utc.hpp>

#include <algorithm>

namespace bindery::signing {

BINDERY_DECL verdict parameter_verifier::read(const received_request& received, const parameter_scheme& like) {
    received_ = received;
    scheme_ = nullptr;
    host_ = {};
    secret_id_.clear();
    nonce_.clear();
    nonce_seconds_ = 0;
    signer_.clear();
    parameters_.clear();
    more_.clear();
    if (received.headers.size() > max_headers)
        return verdict::malformed;
    const std::string_view query = target_query(received.target);
    const bool has_form = is_form(received.headers);
    const std::string_view form = has_form ? received.body : std::string_view();
    // What is not signed is not sent either.
    if (like.where == parameter_scheme::place::of_method
            ? !(received.method == "GET" ? received.body.empty() : query.empty())
            : !(has_form || received.body.empty()))
        return verdict::malformed;
    if (!is_target_text(query) || !split_query(query, query_, parameters_) || !split_query(form, form_, more_))
        return verdict::malformed;
    parameters_.insert(parameters_.end(), more_.begin(), more_.end());
    std::sort(parameters_.begin(), parameters_.end(), detail::by_name);
    const auto same = [](const parameter& a, const parameter& b) { return a.name == b.name; };
    if (std::adjacent_find(parameters_.begin(), parameters_.end(), same) != parameters_.end())
        return verdict::malformed;
    const std::string_view claimed = value(like.secret_id);
    if (claimed.empty() || value(signature_parameter).empty())
        return verdict::missing;
    if (!is_scope_text(claimed))
        return verdict::malformed;
    secret_id_ = claimed;
    return verdict::ok;
}

BINDERY_DECL std::string_view parameter_verifier::value(std::string_view name) const noexcept {
    const auto at = std::lower_bound(parameters_.begin(), parameters_.end(), parameter{name, {}}, detail::by_name);
    return at != parameters_.end() && at->name == name ? at->value : std::string_view();
}

BINDERY_DECL verdict parameter_verifier::verify(const parameter_scheme& scheme, std::int64_t now,
                                                credentials_lookup lookup) {
    const std::string_view time = value(timestamp_parameter), nonce = value(scheme.nonce);
    if (time.empty() || nonce.empty())
        return verdict::missing;
    const std::optional<std::int64_t> seconds =
        scheme.time == parameter_scheme::time_form::iso8601 ? parse_utc_time(time) : parse_unix_time(time);
    constexpr std::size_t max_signature = 44; // of SHA-256, in Base64
    if (!seconds || !is_nonce(nonce) || value(signature_parameter).size() > max_signature)
        return verdict::malformed;
    if (find_header(received_.headers, "host", host_) != verdict::ok)
        return verdict::malformed;
    if (is_expired(*seconds, now, scheme.clock_skew))
        return verdict::expired;
    const std::shared_ptr<const credentials> owner = lookup(secret_id_);
    if (owner == nullptr)
        return verdict::unknown_secret_id;

    const auto at =
        std::lower_bound(parameters_.begin(), parameters_.end(), parameter{signature_parameter, {}}, detail::by_name);
    const std::string_view claimed = at->value;
    parameters_.erase(at);
    const auto matches = [&] {
        signer_.write(scheme, {received_.method, host_, target_path(received_.target), parameters_});
        switch (signer_.finish(scheme, *owner)) {
        case problem::none:
            return equal_in_constant_time(signer_.signature(), claimed) ? verdict::ok : verdict::mismatch;
        case problem::no_secret_key:
            return verdict::unknown_secret_id;
        default:
            return verdict::failed;
        }
    };
    scheme_ = &scheme;
    verdict found = matches();
    if (found == verdict::mismatch && without_port(host_).size() != host_.size()) {
        const std::string_view sent = std::exchange(host_, without_port(host_));
        found = matches();
        if (found != verdict::ok)
            host_ = sent;
    }
    if (found != verdict::ok)
        return found;
    if (!equal_in_constant_time(value(scheme.token), owner->token.reveal()))
        return verdict::bad_token;
    nonce_ = scheme.once == parameter_scheme::uniqueness::nonce ? nonce : claimed;
    nonce_seconds_ = *seconds + scheme.clock_skew - now + 1;
    return verdict::ok;
}

BINDERY_DECL std::string parameter_verifier::string_to_sign() const {
    if (scheme_ == nullptr)
        return {};
    std::vector<parameter> shown = parameters_;
    for (parameter& each : shown)
        if (each.name == scheme_->token)
            each.value = "***";
    parameter_signer once;
    once.write(*scheme_, {received_.method, host_, target_path(received_.target), shown});
    return once.string_to_sign_;
}

BINDERY_DECL void parameter_verifier::rest() noexcept {
    constexpr std::size_t kept = 64 * 1024;
    received_ = {};
    scheme_ = nullptr;
    host_ = {};
    for (std::string* each : {&query_, &form_, &signer_.canonical_, &signer_.string_to_sign_})
        if (each->capacity() > kept)
            std::string().swap(*each);
    for (std::vector<parameter>* each : {&parameters_, &more_}) {
        each->clear();
        if (each->capacity() * sizeof(parameter) > kept)
            std::vector<parameter>().swap(*each);
    }
}

} // namespace bindery::signing

#endif
