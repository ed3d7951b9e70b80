#ifndef BINDERY_SIGNING_IMPL_PARAMETER_SCHEME_IPP
#define BINDERY_SIGNING_IMPL_PARAMETER_SCHEME_IPP

#include <bindery/detail/percent_encoding.hpp>
#include <bindery/signing/canonical.hpp>
#include <bindery/signing/parameter_scheme.hpp>

#include <algorithm>

namespace bindery::signing {

namespace detail {

inline bool by_name(const parameter& a, const parameter& b) noexcept {
    return a.name < b.name;
}

/// The text that all sorted parameters make.
inline void append_canonical_parameters(std::string& out, parameter_scheme::spelling how,
                                        std::span<const parameter> sorted) {
    const auto append = [&](std::string_view text) {
        if (how == parameter_scheme::spelling::raw)
            out += text;
        else
            bindery::detail::percent_encode(text, out);
    };
    for (const parameter& each : sorted) {
        if (&each != sorted.data())
            out += '&';
        append(each.name);
        out += '=';
        append(each.value);
    }
}

inline void append_string_to_sign(std::string& out, parameter_scheme::spelling how, const parameter_request& what,
                                  std::string_view canonical) {
    if (how == parameter_scheme::spelling::raw) {
        out.append(what.method).append(what.host).append(what.path).append("?").append(canonical);
        return;
    }
    out.append(what.method).append("&");
    bindery::detail::percent_encode(what.path, out);
    out.append("&");
    bindery::detail::percent_encode(canonical, out);
}

/// A slot of the cache is told by the hash in place of a day and by the suffix in place of a service.
inline bool set_suffixed_key(hash_function& hasher, const secret& secret_key, std::int64_t, std::string_view suffix,
                             keyed_hash& out) {
    return out.set_key(hasher, suffix, secret_key.reveal());
}

} // namespace detail

BINDERY_DECL void parameter_signer::clear() noexcept {
    canonical_.clear();
    string_to_sign_.clear();
    signature_.clear();
}

/// The stages that need no key.
BINDERY_DECL void parameter_signer::write(const parameter_scheme& scheme, const parameter_request& what) {
    clear();
    detail::append_canonical_parameters(canonical_, scheme.parameters, what.parameters);
    detail::append_string_to_sign(string_to_sign_, scheme.parameters, what, canonical_);
}

BINDERY_DECL problem parameter_signer::finish(const parameter_scheme& scheme, const credentials& who) {
    if (who.secret_key.empty())
        return problem::no_secret_key;
    if (scheme.hash == hash_algorithm::sm3)
        return problem::no_hash;
    std::optional<hash_function>& hasher = hashers_[scheme.hash == hash_algorithm::sha1 ? 0 : 1];
    if (!hasher || !*hasher)
        hasher.emplace(scheme.hash);
    const keyed_hash* const key = keys_.get(*hasher, who.secret_key, static_cast<std::int64_t>(scheme.hash),
                                            scheme.key_suffix, detail::set_suffixed_key);
    digest_bytes digest;
    if (key == nullptr || !key->hash(*hasher, string_to_sign_, digest))
        return problem::crypto_failed;
    append_base64(signature_, {reinterpret_cast<const char*>(digest.data()), hasher->size()});
    return problem::none;
}

BINDERY_DECL problem parameter_signer::sign(const parameter_scheme& scheme, const parameter_request& what,
                                            const credentials& who) {
    clear();
    if (!is_scope_text(who.secret_id))
        return problem::bad_secret_id;
    sorted_.assign(what.parameters.begin(), what.parameters.end());
    std::sort(sorted_.begin(), sorted_.end(), detail::by_name);
    const auto same = [](const parameter& a, const parameter& b) { return a.name == b.name; };
    if (std::adjacent_find(sorted_.begin(), sorted_.end(), same) != sorted_.end())
        return problem::bad_query;
    write(scheme, {what.method, what.host, what.path, sorted_});
    const problem found = finish(scheme, who);
    if (found != problem::none)
        clear();
    return found;
}

BINDERY_DECL result<parameter_stages> sign(const parameter_scheme& scheme, const parameter_request& what,
                                           const credentials& who) {
    parameter_signer once;
    if (const problem found = once.sign(scheme, what, who); found != problem::none)
        return error{errc::signing, std::string(describe(found))};
    return parameter_stages{std::string(once.canonical_parameters()), std::string(once.string_to_sign()),
                            std::string(once.signature())};
}

} // namespace bindery::signing

#endif
