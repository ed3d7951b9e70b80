#ifndef BINDERY_PROVIDER_DETAIL_PARAMETERS_HPP
#define BINDERY_PROVIDER_DETAIL_PARAMETERS_HPP

// Parameters of a request before anything is known of it.

#include <bindery/error.hpp>
#include <bindery/protocol/message.hpp>
#include <bindery/reflect/shape.hpp>
#include <bindery/signing/canonical.hpp>
#include <bindery/signing/parameter_scheme.hpp>

#include <algorithm>
#include <string>
#include <string_view>

namespace bindery::provider::detail {

/// Whether the type of the body is this one. Letter case does not matter, and parameters of its own may follow.
inline bool has_type(const protocol::request& received, std::string_view wanted) noexcept {
    const std::string_view type = received.fields["Content-Type"];
    return signing::equal_ignoring_case(type.substr(0, wanted.size()), wanted);
}
inline bool has_form(const protocol::request& received) noexcept {
    return signing::is_form(received.fields.views()); // as the verifiers see it
}

/// The value of the first parameter of this name as it stands in the text, where nothing is decoded; null when there is
/// none. Looks no further than a verifier does.
inline std::string_view encoded_parameter(std::string_view text, std::string_view name) noexcept {
    for (std::size_t left = signing::max_parameters; left != 0 && !text.empty(); --left) {
        const std::string_view pair = text.substr(0, text.find('&'));
        if (pair.starts_with(name) && pair.substr(name.size()).starts_with('='))
            return pair.substr(name.size() + 1);
        text.remove_prefix((std::min)(pair.size() + 1, text.size()));
    }
    return {};
}

/// The same of a request, wherever it has parameters.
inline std::string_view encoded_parameter(const protocol::request& received, std::string_view name) noexcept {
    const std::string_view in_query = encoded_parameter(received.query(), name);
    if (in_query.data() != nullptr || !has_form(received))
        return in_query;
    return encoded_parameter(received.body.view(), name);
}

/// Whether the request is signed as was usual before there were headers for it: the signature is a parameter beside
/// the id of the key.
inline bool is_signed_by_parameters(const protocol::request& received, const signing::parameter_scheme& like) noexcept {
    const auto has = [&](std::string_view name) { return encoded_parameter(received, name).data() != nullptr; };
    return received.fields.find("Authorization") == nullptr && has(like.secret_id) && has(signing::signature_parameter);
}

/// The first member of an input that a scheme cannot carry, since a common parameter has its name; empty: none.
inline std::string_view first_common(const signing::parameter_scheme& like, const reflect::structure& input) noexcept {
    for (const reflect::member& each : input.members)
        if (std::binary_search(like.common.begin(), like.common.end(), each.name))
            return each.name;
    return {};
}

inline std::string cannot_carry(std::string_view scheme, std::string_view member, std::string_view instead) {
    return std::string("the parameter ")
        .append(member)
        .append(" is one of the operation's and one of the scheme ")
        .append(scheme)
        .append(", which cannot tell them apart; sign with ")
        .append(instead);
}

} // namespace bindery::provider::detail

#endif
