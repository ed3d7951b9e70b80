#ifndef BINDERY_PROVIDER_DETAIL_PARAMETERS_HPP
#define BINDERY_PROVIDER_DETAIL_PARAMETERS_HPP

// Parameters of a request before anything is known of it.

#include <bindery/protocol/message.hpp>
#include <bindery/signing/canonical.hpp>

#include <algorithm>
#include <string_view>

namespace bindery::provider::detail {

/// Whether the body is a form. The type's letter case does not matter, and parameters of its own may follow.
inline bool has_form(const protocol::request& received) noexcept {
    constexpr std::string_view form = "application/x-www-form-urlencoded";
    const std::string_view type = received.fields["Content-Type"];
    return type.size() >= form.size() && signing::equal_ignoring_case(type.substr(0, form.size()), form);
}

/// Whether a parameter of this name stands in the text, where nothing is decoded.
inline bool has_parameter(std::string_view text, std::string_view name) noexcept {
    while (!text.empty()) {
        const std::string_view pair = text.substr(0, text.find('&'));
        if (pair.starts_with(name) && pair.substr(name.size()).starts_with('='))
            return true;
        text.remove_prefix((std::min)(pair.size() + 1, text.size()));
    }
    return false;
}

/// Whether the request is signed as was usual before there were headers for it: the signature is a parameter beside
/// the id of the key.
inline bool is_signed_by_parameters(const protocol::request& received, std::string_view id) noexcept {
    if (received.fields.find("Authorization") != nullptr)
        return false;
    const std::string_view form = has_form(received) ? received.body.view() : std::string_view();
    const auto has = [&](std::string_view name) {
        return has_parameter(received.query(), name) || has_parameter(form, name);
    };
    return has(id) && has("Signature");
}

} // namespace bindery::provider::detail

#endif
