#ifndef BINDERY_PROVIDER_DETAIL_EXPLANATION_HPP
#define BINDERY_PROVIDER_DETAIL_EXPLANATION_HPP

// What callers whose signatures are refused are told.

#include <bindery/protocol/gateway.hpp>
#include <bindery/validate.hpp>

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace bindery::provider::detail {

/// A signing scheme as a server knows it.
struct known_scheme {
    std::string_view name;
    bool sound; ///< taken unless a server's settings say otherwise
};

inline bool takes(const protocol::verification_context& context, const known_scheme& scheme) noexcept {
    return context.schemes.empty()
               ? scheme.sound
               : std::find(context.schemes.begin(), context.schemes.end(), scheme.name) != context.schemes.end();
}

/// That a request signed by `sent` is not taken, and what is.
inline std::string other_scheme(const protocol::verification_context& context, std::string_view sent,
                                std::span<const known_scheme> known) {
    std::string text = ", " + shortened(sent) + "; this server takes ";
    bool any = false;
    for (const known_scheme& each : known) {
        if (each.name == sent || !takes(context, each))
            continue; // one may be taken and yet be beyond the crypto library
        if (std::exchange(any, true))
            text += ", ";
        text += each.name;
    }
    return any ? text : text + "none of this provider's";
}

/// A stage as it can stand in a message, its line feeds written `\n`.
inline std::string in_one_line(std::string_view stage) {
    constexpr std::size_t shown = 16 * 1024;
    std::string text;
    for (const char c : stage.substr(0, shown))
        c == '\n' ? text += "\\n" : text += c;
    return stage.size() > shown ? text + "..." : text;
}

/// What the server computed; the last stage stands last, behind words that official clients look for. Empty stages are
/// those that it did not come to.
inline std::string stages(std::string_view canonical_request, std::string_view string_to_sign) {
    std::string text;
    if (!canonical_request.empty())
        text += "; server canonical request is:" + in_one_line(canonical_request);
    if (!string_to_sign.empty())
        text += "; server string to sign is:" + in_one_line(string_to_sign);
    return text;
}

/// The scheme that an Authorization field names.
inline std::string_view scheme_of(std::string_view authorization) noexcept {
    authorization.remove_prefix((std::min)(authorization.find_first_not_of(' '), authorization.size()));
    return authorization.substr(0, authorization.find(' '));
}

} // namespace bindery::provider::detail

#endif
