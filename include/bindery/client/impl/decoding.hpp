#ifndef BINDERY_CLIENT_IMPL_DECODING_HPP
#define BINDERY_CLIENT_IMPL_DECODING_HPP

#include <bindery/client/content_coding.hpp>
#include <bindery/client/impl/route.hpp>
#include <bindery/client/impl/workspace.hpp>
#include <bindery/validate.hpp>

#include <optional>

namespace bindery::detail {

/// What is wrong with a coding to ask for.
inline std::optional<error> fault_of(const content_coding& asked) {
    if (asked.name.empty() != !asked.decode || (!asked.name.empty() && !signing::is_header_name(asked.name)))
        return error{errc::validation,
                     "client_options::coding: has a name, which is a word, and something that decodes"};
    return std::nullopt;
}

/// Takes off the coding of the answer in the workspace, if it has one.
inline result<void> decode(const content_coding& asked, const route& from, std::size_t max_bytes,
                           const std::function<bool()>& stop, workspace& on) {
    std::string coding; // several fields are one list
    for (const auto& [name, value] : on.response.fields)
        if (signing::equal_ignoring_case(name, "Content-Encoding"))
            coding.append(coding.empty() ? "" : ", ").append(value);
    if (coding.empty() || on.response.body.size() == 0 || signing::equal_ignoring_case(coding, "identity"))
        return {};
    const auto refuse = [&](error why, const std::string& what) {
        why.message = "the answer of " + from.place() + what;
        why.http_status = on.response.status;
        return why;
    };
    std::string_view plain_name = coding; // x-gzip is gzip, and so on, says RFC 9110
    if (plain_name.starts_with("x-"))
        plain_name.remove_prefix(2);
    if (asked.name.empty() || !signing::equal_ignoring_case(plain_name, asked.name))
        return refuse({errc::protocol, {}}, " is coded as " + shortened(coding) + ", which was not asked for");
    on.decoded.clear();
    auto outcome = asked.decode(on.response.body.view(), max_bytes, stop, on.decoded);
    if (outcome)
        std::swap(on.response.body, on.decoded);
    else if (outcome.error().kind != errc::cancelled)
        outcome = refuse(std::move(outcome).error(), ": " + outcome.error().message);
    return outcome;
}

} // namespace bindery::detail

#endif
